#!/usr/bin/env bash
# Fuzzes every reader of outside bytes with AFL++ (Debian's package afl++), over the branches that SharpFuzz notes; see tests/Fuzz.
# What ends the process, such as a stack overflow, and what does not end, is kept as an input by it, which bench/fuzz.sh cannot do.
# SECONDS_EACH: for each reader (default: 330, an hour in all); READERS: some of them; FINDINGS: the folder of what was found.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v afl-fuzz > /dev/null || { echo "afl-fuzz is missing: apt-get install afl++" >&2; exit 1; }
declare -A corpus=(
  [Configuration]='config/*.yml config/examples/*.yml' [UserData]='tests/Steps.Tests/UserData/corpus/*.txt'
  [Machine]='config/examples/*.yml' [Journal]='tests/Fuzz/corpus/journal*' [AnswerFile]='config/*.xml'
  [PublicKey]='tests/Fuzz/corpus/key*' [IdentityDocument]='tests/Fuzz/corpus/identity*' [ReplacedAgents]='tests/Fuzz/corpus/replaced*'
  [FirmwareTables]='tests/Fuzz/corpus/table*' [ScriptRecord]='tests/Fuzz/corpus/record*' [SmallTexts]='tests/Fuzz/corpus/text*'
)
findings=${FINDINGS:-$(mktemp -d)}
mkdir -p "$findings"

export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1
export AFL_FORKSRV_INIT_TMOUT=120000 DOTNET_TieredPGO=0
failed=0
for reader in ${READERS:-${!corpus[@]}}; do
  inputs=$(mktemp -d)
  # shellcheck disable=SC2086 # the patterns of the table are to be expanded
  cp ${corpus[$reader]} "$inputs"
  OPENLAUNCH_AFL_READER=$reader afl-fuzz -i "$inputs" -o "$findings/$reader" -m none -t 10000 -V "${SECONDS_EACH:-330}" \
    -- dotnet tests/Fuzz/bin/Debug/net10.0/OpenLaunch.Fuzz.dll > "$findings/$reader.log" 2>&1 || { tail -20 "$findings/$reader.log"; failed=1; }
  rm -r "$inputs"
  value() { sed -n "s/^$1 *: *//p" "$findings/$reader/default/fuzzer_stats"; }
  echo "$reader: $(value execs_done) inputs, $(value edges_found) branches, $(value corpus_count) kept," \
    "$(value saved_crashes) crashes, $(value saved_hangs) hangs"
  if [ "$(value saved_crashes)$(value saved_hangs)" != 00 ]; then failed=1; fi
done
echo "what was found: $findings"
exit $failed
