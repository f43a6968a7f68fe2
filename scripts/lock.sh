#!/bin/sh
# Rewrites the lock files from pyproject.toml. Needs uv (any recent one).
#   requirements.lock      what `make run` installs
#   requirements-dev.lock  the same versions, and what checks and tests need
#   docker/*.lock          the same versions, and PostgreSQL (and CUDA) for the images
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-uv}
constraints=$(mktemp)
trap 'rm -f "$constraints"' EXIT

compile() {
  out=$1
  shift
  "$UV" pip compile pyproject.toml --extra ollama --extra openai --extra anthropic "$@" \
    --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet -o "$out"
}

compile requirements.lock
# The same versions with their markers, without the hashes: a constraint on the second lock.
sed -n '/^[a-zA-Z0-9]/s/ *\\$//p' requirements.lock >"$constraints"
compile requirements-dev.lock --extra dev -c "$constraints"
compile docker/requirements.lock --extra postgres -c "$constraints"
compile docker/requirements-cuda.lock --extra postgres --extra cuda -c "$constraints"
