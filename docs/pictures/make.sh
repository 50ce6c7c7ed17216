#!/usr/bin/env bash
# Draws the pictures of the pages anew, from what the program prints now: the list of a run, and the page of 'timeline'.
# Needs Debian's python3-pyte and chromium.
#   docs/pictures/make.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build src/Runner --nologo -v q
program="$PWD/src/Runner/bin/Debug/net10.0/openlaunch.dll"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
boot="stty cols 76 rows 60; dotnet '$program' run --simulate --config config/openlaunch.yml --state '$work/state'"
TERM=xterm-256color LC_ALL=C.UTF-8 script -qec "$boot" "$work/written" > /dev/null
tail -n +2 "$work/written" | docs/pictures/terminal.py 76 200 addRoutes > docs/pictures/run.svg
dotnet "$program" timeline --state "$work/state" --html "$work/timeline.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,530 \
  --screenshot="$PWD/docs/pictures/timeline.png" "file://$work/timeline.html" 2> /dev/null
