#!/usr/bin/env bash
# Writes the list of all packages in the agent, with versions, licences and hashes, in the form of CycloneDX (JSON). Its time is
# SOURCE_DATE_EPOCH, in seconds since 1970; without that the time of the commit.
#   deploy/sbom.sh FILE
set -euo pipefail
file=$(realpath -m "$1")
cd "$(dirname "$0")/.."
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
dotnet restore src/Runner --locked-mode -v q --nologo
# What the program leaves out of what its packages ask for.
left_out=$(sed -n 's:.*PackageReference Include="\([^"]*\)" ExcludeAssets="all".*:\1:p' src/Runner/OpenLaunch.Runner.csproj |
  paste -sd ,)
# Without a number of its own that would be another one each time.
dotnet tool run dotnet-CycloneDX src/Runner/OpenLaunch.Runner.csproj --disable-package-restore --no-serial-number --exclude-dev \
  -ef "$left_out" -F Json -sn OpenLaunch -sv "$version" -o "$(dirname "$file")" -fn "$(basename "$file")" > /dev/null
made=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}" +%FT%TZ)
sed -i -E "s/^(    \"timestamp\": \")[^\"]*/\1$made/" "$file"
