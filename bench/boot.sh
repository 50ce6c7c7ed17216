#!/usr/bin/env bash
# Times whole boots of the simulated machine, native and as the ReadyToRun build that hosts custom steps, against a .NET hello world
# (ReadyToRun, self-contained), in one interleaved run. The metadata service is another process. Prints ratios to hello, milliseconds,
# time to Ready, requests, flushes, memory, what is read cold, size, and what the hand-over to the host costs; absolute times depend on
# the machine. Needs clang, python3 and strace (Debian packages). NATIVE_BUILD and HOST_BUILD may name folders that are published already.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'kill "${service:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

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
dotnet publish "$work/hello-source" -c Release -r linux-x64 --self-contained -p:PublishReadyToRun=true -v quiet --nologo \
  -o "$work/hello"
[ -n "${HOST_BUILD:-}" ] || RUNTIME=linux-x64 deploy/publish.sh "$work/host"
[ -n "${NATIVE_BUILD:-}" ] || deploy/native.sh "$work/native"

# The native program beside a host of its version that ends at once: what the hand-over itself costs.
host=$(realpath "${HOST_BUILD:-$work/host}")
mkdir -p "$work/beside/host"
cp "${NATIVE_BUILD:-$work/native}/openlaunch" "$work/beside"
cp "$host/openlaunch.dll" "$work/beside/host"
cp "$(type -P true)" "$work/beside/host/openlaunch"
printf 'version: 1\nextensions:\n  - path: step.dll\nsteps:\n  - step: waitForMetadata\n' > "$work/plan.yml"

python3 bench/metadata.py "$work/port" & service=$!
while [ ! -s "$work/port" ]; do sleep 0.05; done
python3 bench/boot.py "$work" "${RUNS:-20}" "http://127.0.0.1:$(cat "$work/port")" "$work/hello/hello" \
  "${NATIVE_BUILD:-$work/native}/openlaunch" "$host/openlaunch"
