#!/usr/bin/env bash
# Cuts a boot of the simulated machine at every call that writes to its state folder, and at random times; see tests/Runner.Tests/Cuts.
# Needs gcc on Linux. CUTS: the calls of a boot that are cut in each way (default: all, some hours); SEED: others, other times.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Runner.Tests --nologo -v quiet
OPENLAUNCH_REQUIRE_GCC=1 OPENLAUNCH_CUTS=${CUTS:-all} OPENLAUNCH_SEED=${SEED:-1} \
  dotnet tests/Runner.Tests/bin/Debug/net10.0/OpenLaunch.Runner.Tests.dll -noColor -showLiveOutput -class "*Cuts.EveryCall"
