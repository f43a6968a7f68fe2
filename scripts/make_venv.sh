#!/bin/sh
# Makes the virtual environment with the first Python here that is new enough.
set -eu
venv=$1
for python in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
  if command -v "$python" >/dev/null 2>&1 &&
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Making $venv with $("$python" --version) ..."
    exec "$python" -m venv --clear "$venv"
  fi
done
echo "Viva needs Python 3.11 or later, and none was found. Install one, or name it: make run PYTHON=/path/to/python3" >&2
exit 1
