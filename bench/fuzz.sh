#!/usr/bin/env bash
# Fuzzes every reader of outside bytes, guided by the branches that it takes (SharpFuzz); see tests/Fuzz.
# SECONDS_EACH: for each of the 11 readers (default: 330, an hour in all); SEED: other mutations.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Fuzz --nologo -v quiet
OPENLAUNCH_FUZZ_SECONDS=${SECONDS_EACH:-330} OPENLAUNCH_SEED=${SEED:-1} \
  dotnet tests/Fuzz/bin/Debug/net10.0/OpenLaunch.Fuzz.dll -noColor -showLiveOutput
