#!/usr/bin/env bash
# What the two ways of keeping routes right cost: a watch that stays, and a run at a start that finds nothing to do.
#   bench/watch.sh [seconds] [program...]        default: 310 s, in which one comparison falls, and a Linux build that it makes
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-310}
shift || true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -eq 0 ]; then
  dotnet publish src/Runner -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -p:RunAnalyzers=false \
    -p:LockFileFolder="$work/locks" --nologo -v q --artifacts-path "$work/build" -o "$work/program" >&2
  set -- "$work/program/openlaunch"
fi

# The times of a process, in hundredths of a second.
ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

"$@" run --simulate --state "$work/state" > "$work/first.log" 2>&1
"$@" watch --simulate --state "$work/state" > "$work/watch.log" 2>&1 &
watch=$!
sleep 30 # what it does at its beginning is not the cost of staying
before=$(ticks $watch)
sleep "$seconds"
echo "watch: $(awk -v s="$seconds" -v b="$before" -v a="$(ticks $watch)" 'BEGIN { printf "%.2f s of processor time in %d s", (a - b) / 100, s }')," \
  "$(($(pgrep -c -P $watch || true) + 1)) process, $(awk '/^Threads/ { print $2 }' "/proc/$watch/status") threads"
awk '/^(VmHWM|VmRSS|RssAnon|RssFile)/ { printf "  %s %.0f MB\n", $1, $2 * 1024 / 1e6 }' "/proc/$watch/status"
kill -TERM $watch
wait $watch || true

echo "a start with nothing to do, five times:"
for _ in 1 2 3 4 5; do
  /usr/bin/time -f '  %e s, %U + %S s of processor time, %M KB at most' -o "$work/time" "$@" run --simulate --state "$work/state" \
    > "$work/run.log" 2>&1
  tail -1 "$work/time"
done
