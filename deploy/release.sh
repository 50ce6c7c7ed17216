#!/usr/bin/env bash
# Makes all that a release holds: what package.sh makes, the NuGet packages (the command among them), the list of all packages
# in it (SBOM), and the checksums of everything. Needs what package.sh needs, and 'dotnet tool restore' done.
#   deploy/release.sh [output folder] [published folder]        default: artifacts, and a folder that it publishes
set -euo pipefail
output=$(realpath -m "${1:-artifacts}")
published=${2:+$(realpath "$2")}
cd "$(dirname "$0")/.."
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

deploy/package.sh "$output" ${published:+"$published"}
deploy/sbom.sh "$output/openlaunch-$version.cdx.json"
dotnet pack -c Release -p:RunAnalyzers=false --nologo -v q --artifacts-path "$work/pack" -o "$output/packages"

sums="openlaunch-$version-SHA256SUMS.txt"
cd "$output"
rm -f "$sums"
find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum > "$work/sums"
cp "$work/sums" "$sums"
