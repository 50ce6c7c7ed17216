#!/usr/bin/env bash
# Writes the manifests for winget and the package for Chocolatey, which both fetch the installer package from the release of this
# version. Needs msitools and the .NET SDK.
#   deploy/manifests.sh FOLDER PROJECT      the folder that package.sh filled; the project's address, below which the releases are
set -euo pipefail
output=$(realpath "$1")
project=$2
cd "$(dirname "$0")/.."
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
msi="openlaunch-$version-win-x64.msi"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

product=$(msiinfo export "$output/$msi" Property | sed -n 's/^ProductCode\t\([^\r]*\).*/\1/p')
checksum=$(sha256sum "$output/$msi" | cut -d ' ' -f 1)
fill() {
  sed -i "s|@VERSION@|$version|g; s|@PROJECT@|$project|g; s|@PRODUCT@|$product|g; s|@SHA256@|${checksum^^}|g
    s|@URL@|$project/releases/download/v$version/$msi|g" "$@"
}
rm -rf "$output/winget" "$output/chocolatey"
cp -r deploy/winget "$output/winget"
fill "$output"/winget/*
cp -r deploy/chocolatey "$work/chocolatey"
fill "$work"/chocolatey/*.nuspec "$work"/chocolatey/tools/*
dotnet pack "$work/chocolatey/openlaunch.nuspec" -o "$output/chocolatey" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
