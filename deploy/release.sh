#!/usr/bin/env bash
# Makes all that a release holds: what package.sh makes, the NuGet packages with their symbols (the command among them), the list
# of all packages in it (SBOM), the manifests for winget and Chocolatey where the project's address is known, and the checksums of
# everything. Needs what package.sh needs, and 'dotnet tool restore' done.
#   deploy/release.sh [output folder] [published folder]        default: artifacts, and a folder that it publishes
# OPENLAUNCH_NATIVE_EXE names the native openlaunch.exe that deploy/native.sh made on Windows, EC2Launch.exe beside it.
# OPENLAUNCH_PROJECT is the address of the project, whose releases the manifests name; on GitHub it is that of the repository.
set -euo pipefail
output=$(realpath -m "${1:-artifacts}")
published=${2:+$(realpath "$2")}
[ -n "${OPENLAUNCH_NATIVE_EXE:-}" ] || { echo "OPENLAUNCH_NATIVE_EXE is not set: a release is native." >&2; exit 64; }
OPENLAUNCH_NATIVE_EXE=$(realpath "$OPENLAUNCH_NATIVE_EXE")
export OPENLAUNCH_NATIVE_EXE
cd "$(dirname "$0")/.."
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
project=${OPENLAUNCH_PROJECT:-${GITHUB_REPOSITORY:+${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY}}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

deploy/package.sh "$output" ${published:+"$published"}
deploy/sbom.sh "$output/openlaunch-$version.cdx.json"
dotnet pack -c Release -p:RunAnalyzers=false --nologo -v q --artifacts-path "$work/pack" -o "$work/packages"
if [ -n "$project" ]; then
  deploy/manifests.sh "$output" "$project"
  cp "$output"/chocolatey/*.nupkg "$work/packages"
else
  echo "No manifests for winget and Chocolatey: OPENLAUNCH_PROJECT is not set."
fi
# The times of a package are those of its making.
mkdir -p "$output/packages"
for package in "$work"/packages/*; do
  unzip -q "$package" -d "$work/unpacked"
  case ${package##*/} in
    openlaunch.*) deploy/zip.sh "$work/unpacked" "$output/chocolatey/${package##*/}" ;;
    *) deploy/zip.sh "$work/unpacked" "$output/packages/${package##*/}" ;;
  esac
  rm -rf "$work/unpacked"
done

sums="openlaunch-$version-SHA256SUMS.txt"
cd "$output"
rm -f "$sums"
find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum > "$work/sums"
cp "$work/sums" "$sums"
