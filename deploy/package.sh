#!/usr/bin/env bash
# Makes the zip and the installer package of the win-x64 build on Linux. Needs zip, wixl, and the .NET SDK unless it is published.
#   deploy/package.sh [output folder] [published folder]        default: artifacts, and a folder that it publishes
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p "${1:-artifacts}"
output=$(cd "${1:-artifacts}" && pwd)
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/openlaunch"
if [ $# -ge 2 ]; then
  cp -r "$2/." "$work/openlaunch"
else
  # The lock files say nothing of win-x64; this restore must not change them.
  dotnet publish src/Runner -c Release -r win-x64 --self-contained -p:PublishReadyToRun=true --nologo -v q \
    -p:NuGetLockFilePath=obj/win-x64.lock.json --artifacts-path "$work/build" -o "$work/openlaunch"
fi

zip="$output/openlaunch-$version-win-x64.zip"
msi="$output/openlaunch-$version-win-x64.msi"
rm -f "$zip" "$msi"
(cd "$work" && zip -q -r -9 "$zip" openlaunch)

# One component a file, named by it: the same in each version, as an upgrade needs. wixl finds files from its current folder only.
cp deploy/openlaunch.wxs "$work/openlaunch"
cd "$work/openlaunch"
{
  echo '<Include xmlns="http://schemas.microsoft.com/wix/2006/wi"><Fragment>'
  echo '<ComponentGroup Id="Files" Directory="INSTALLFOLDER">'
  for file in *; do
    case $file in openlaunch.exe | openlaunch.wxs | Files.wxi) continue ;; esac
    id=${file//[!A-Za-z0-9_.]/_}
    echo "<Component Id=\"$id\" Guid=\"*\" Win64=\"yes\"><File Id=\"$id\" Source=\"$file\" KeyPath=\"yes\"/></Component>"
  done
  echo '</ComponentGroup></Fragment></Include>'
} > Files.wxi
# One code a version, or building it twice would let it be installed twice.
code=$(printf 'OpenLaunch %s' "$version" | sha1sum | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\U\1-\2-5\3-8\4-\5/')
wixl -a x64 -D Version="$version" -D ProductCode="$code" -o "$msi" openlaunch.wxs

du -sb "$work/openlaunch" | awk '{ printf "unpacked: %.1f MB\n", $1 / 1e6 }'
stat -c '%n %s' "$zip" "$msi" | awk '{ printf "%s: %.1f MB\n", $1, $2 / 1e6 }'
