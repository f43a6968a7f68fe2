#!/bin/sh
# Every test: the page's own, unit tests with coverage, whole interviews and real engines, and then, alone since they
# keep real time, the browser with real sound.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin
# Tests start many processes; each would compile everything anew.
unset PYTHONDONTWRITEBYTECODE

failed=""
stage() {
  echo "== $1"
  name=$1
  shift
  "$@" || failed="$failed
  $name"
}

stage "The page's unit tests" npm test --silent --prefix web

# Coverage is measured where it is cheap: it trebles the time of what only lives through whole interviews.
whole="tests/unit/agents/test_metamorphic.py tests/unit/agents/test_simulate.py tests/unit/agents/test_scoring.py
  tests/unit/agents/test_report.py tests/unit/agents/test_review.py tests/unit/agents/listening/test_literals.py
  tests/unit/service/session/test_live_bounds.py tests/unit/service/session/test_interviewing.py"
others=$(find tests/unit -name 'test_*.py' ! -path 'tests/unit/agents/*' ! -path 'tests/unit/service/session/*')

rm -f .coverage .coverage.*
stage "Unit tests of agents and service/session" $bin/pytest tests/unit/agents tests/unit/service/session \
  $(printf -- '--ignore=%s ' $whole) -n 2 --dist loadgroup -q --cov=agents --cov=service/session --cov-report=
stage "Coverage of agents and service/session (at least 90 %)" $bin/coverage report \
  --include='agents/*,service/session/*' --fail-under=90 --format=total
stage "Whole interviews, the judge of interviewer and scorer, other unit tests, integration tests" \
  $bin/pytest tests/judge $whole $others tests/integration -n 2 --dist loadgroup -q

browser=0
$bin/python scripts/ensure_browser.py || browser=$?
if [ "$browser" -eq 0 ]; then
  stage "Browser tests" $bin/pytest tests/e2e -n 2 --maxschedchunk 1 -q
elif [ "$browser" -eq 3 ]; then
  echo "****************************************************************************"
  echo "*  BROWSER TESTS SKIPPED: no Chromium is installed and none could be got.  *"
  echo "*  Install Chromium and run 'make test' again.                             *"
  echo "****************************************************************************"
else
  failed="$failed
  Browser tests"
fi

if [ -n "$failed" ]; then
  echo "FAILED:$failed"
  exit 1
fi
