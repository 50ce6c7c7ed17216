#!/usr/bin/env bash
# Ten thousand boots of one state folder, and a thousand random schedules of the metadata service; see tests/Core.Tests.
# BOOTS, SCHEDULES: other numbers; SEED: other schedules, and other tears in the journal.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/Core.Tests --nologo -v quiet
OPENLAUNCH_BOOTS=${BOOTS:-10000} OPENLAUNCH_SCHEDULES=${SCHEDULES:-1000} OPENLAUNCH_SEED=${SEED:-1} \
  dotnet tests/Core.Tests/bin/Debug/net10.0/OpenLaunch.Core.Tests.dll -noColor -showLiveOutput \
  -class "*CutJournal" -class "*RandomSchedules" -class "*ScheduledBoots"
