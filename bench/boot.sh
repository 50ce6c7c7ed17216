#!/usr/bin/env bash
# Times whole boots of the simulated machine against a .NET hello world of the same build kind (ReadyToRun, self-contained).
# Needs hyperfine, jq and time (Debian packages). Prints ratios; absolute times depend on the machine.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
runs=${RUNS:-20}
rid=${RID:-linux-x64}

# The lock files say nothing of a runtime identifier; these restores must not change them.
publish() {
  dotnet publish "$1" -c Release -r "$rid" --self-contained -p:PublishReadyToRun=true -v quiet --nologo \
    -p:NuGetLockFilePath=obj/bench.lock.json --artifacts-path "$work/build" -o "$2"
}

mkdir "$work/hello-source"
cat > "$work/hello-source/hello.csproj" <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
P
echo 'System.Console.WriteLine("hello");' > "$work/hello-source/Program.cs"
publish "$work/hello-source" "$work/hello"
publish src/Runner "$work/openlaunch"

"$work/openlaunch/openlaunch" run --simulate --state "$work/settled" --json >/dev/null 2>&1
hyperfine -N --warmup 3 --runs "$runs" --export-json "$work/times.json" \
  -n hello "$work/hello/hello" \
  -n 'nothing left to do' "$work/openlaunch/openlaunch run --simulate --state $work/settled --json" \
  -n 'full boot' --prepare "rm -rf $work/fresh" "$work/openlaunch/openlaunch run --simulate --state $work/fresh --json"

jq -r '(.results[0]) as $hello | .results[1:][] |
  "\(.command): wall \(.median / $hello.median * 100 | round / 100) x, cpu \((.user + .system) / ($hello.user + $hello.system) * 100 | round / 100) x"' "$work/times.json"
/usr/bin/time -f 'peak memory of a full boot: %M KiB' \
  "$work/openlaunch/openlaunch" run --simulate --state "$work/measured" --json 2>&1 >/dev/null | tail -n 1
