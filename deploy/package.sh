#!/usr/bin/env bash
# Makes the zip of the win-x64 build on Linux. Needs the .NET SDK and zip.
#   deploy/package.sh [output folder]        default: artifacts
set -euo pipefail
cd "$(dirname "$0")/.."

output=$(mkdir -p "${1:-artifacts}" && cd "${1:-artifacts}" && pwd)
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The lock files say nothing of win-x64; this restore must not change them.
dotnet publish src/Runner -c Release -r win-x64 --self-contained -p:PublishReadyToRun=true --nologo -v q \
  -p:NuGetLockFilePath=obj/win-x64.lock.json --artifacts-path "${OPENLAUNCH_BUILD:-$work/build}" -o "$work/openlaunch"
# What debuggers need and a boot does not.
rm -f "$work"/openlaunch/{mscordaccore*,mscordbi,Microsoft.DiaSymReader.Native.amd64}.dll "$work"/openlaunch/*.pdb

(cd "$work" && zip -q -r -9 "$output/openlaunch-$version-win-x64.zip" openlaunch)

du -sm "$work/openlaunch" | awk '{ print "unpacked: " $1 " MB" }'
ls -l "$output" | awk 'NR > 1 { printf "%s: %.1f MB\n", $NF, $5 / 1048576 }'
