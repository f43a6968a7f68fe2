#!/bin/sh
# Every test: the page's own, unit and integration with coverage, then the browser with real sound.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin

echo "== The page's unit tests"
(cd web && npm test --silent)

echo "== Unit and integration tests"
rm -f .coverage .coverage.*
$bin/pytest tests/unit tests/integration -n 2 --dist loadgroup -q --cov=agents --cov=service/session --cov-report=
echo "== Coverage of agents and service/session (at least 90 %)"
$bin/coverage report --include='agents/*,service/session/*' --fail-under=90

echo "== The judge of interviewer and scorer"
$bin/pytest tests/judge -n 2 -q

echo "== Browser tests"
$bin/python scripts/ensure_browser.py && browser=0 || browser=$?
if [ "$browser" -eq 0 ]; then
  $bin/pytest tests/e2e -n 2 -q
elif [ "$browser" -eq 3 ]; then
  echo "****************************************************************************"
  echo "*  BROWSER TESTS SKIPPED: no Chromium is installed and none could be got.  *"
  echo "*  Install Chromium and run 'make test' again.                             *"
  echo "****************************************************************************"
else
  exit "$browser"
fi
