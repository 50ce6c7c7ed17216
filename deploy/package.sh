#!/usr/bin/env bash
# Makes the zips, the installer package and the package for Systems Manager Distributor of the win-x64 build on Linux, and their
# checksums. Needs zip, wixl, msitools, and the .NET SDK unless it is published. Of the same files the same packages come.
# OPENLAUNCH_NATIVE_EXE names the native openlaunch.exe, beside which EC2Launch.exe lies: that is what is delivered. What is published
# becomes its host, which loads the assemblies of custom steps, in a zip of its own and, in the installer package, in a feature that
# nobody gets unasked. Where it is not set, the published build is packed in its place, which works as well and starts slower: for
# tests on machines that cannot link the native one, and never for a release.
# Where OPENLAUNCH_SIGN names a command, it is called with the program files that are ours, then with the installer package, to
# sign them; that is off as it stands, and docs/install.md says so.
#   deploy/package.sh [output folder] [published folder]        default: artifacts, and a folder that it publishes
set -euo pipefail
output=$(realpath -m "${1:-artifacts}")
published=${2:+$(realpath "$2")}
native=${OPENLAUNCH_NATIVE_EXE:+$(realpath "$OPENLAUNCH_NATIVE_EXE")}
cd "$(dirname "$0")/.."

for tool in zip wixl msibuild; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed (Debian packages zip, wixl, msitools)." >&2; exit 69; }
done
for program in ${native:+"$native" "${native%/*}/EC2Launch.exe"}; do
  [ -f "$program" ] || { echo "$program is missing: deploy/native.sh makes it on Windows, deploy/wine/native.sh for tests." >&2; exit 66; }
done
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$output"
if [ -n "$published" ]; then
  cp -r "$published" "$work/openlaunch"
else
  deploy/publish.sh "$work/openlaunch" "$work/build"
fi

# That of the host looks for a program that is not native.
[ -z "$native" ] || rm -f "$work/openlaunch/EC2Launch.exe"

zip="$output/openlaunch-$version-win-x64.zip"
host="$output/openlaunch-$version-host-win-x64.zip"
msi="$output/openlaunch-$version-win-x64.msi"
distributor="$output/openlaunch-$version-distributor"
rm -rf "$zip" "$host" "$msi" "$distributor"

sign() { [ -z "${OPENLAUNCH_SIGN:-}" ] || "$OPENLAUNCH_SIGN" "$@"; }
for file in "$work"/openlaunch/openlaunch.exe "$work"/openlaunch/EC2Launch.exe "$work"/openlaunch/openlaunch.dll "$work"/openlaunch/OpenLaunch.*.dll; do
  [ ! -f "$file" ] || sign "$file"
done

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}
export SOURCE_DATE_EPOCH
# Unpacked where the program is, it gives the folder 'host'.
if [ -n "$native" ]; then
  mkdir "$work/with-host"
  mv "$work/openlaunch" "$work/with-host/host"
  mkdir "$work/openlaunch"
  cp "$native" "$work/openlaunch/openlaunch.exe"
  cp "${native%/*}/EC2Launch.exe" "$work/openlaunch"
  sign "$work/openlaunch/openlaunch.exe" "$work/openlaunch/EC2Launch.exe"
  find "$work/with-host/host" -maxdepth 1 -name '*.txt' -exec cp {} "$work/openlaunch" \;
  deploy/zip.sh "$work/with-host" "$host"
fi
deploy/zip.sh "$work/openlaunch" "$zip"

# What Distributor takes: a folder with the manifest and a zip whose install.ps1 and uninstall.ps1 it calls.
mkdir -p "$distributor" "$work/distributor"
cp deploy/systems-manager/package/*.ps1 "$work/distributor"
cp -r "$work/openlaunch" "$work/distributor/openlaunch"
package="openlaunch-$version-windows-x86_64.zip"
deploy/zip.sh "$work/distributor" "$distributor/$package"
cat > "$distributor/manifest.json" <<MANIFEST
{
  "schemaVersion": "2.0",
  "version": "$version",
  "publisher": "The OpenLaunch authors",
  "packages": { "windows": { "_any": { "x86_64": { "file": "$package" } } } },
  "files": { "$package": { "checksums": { "sha256": "$(sha256sum "$distributor/$package" | cut -d ' ' -f 1)" } } }
}
MANIFEST

du -sb "$work/openlaunch" | awk '{ printf "unpacked: %.1f MB\n", $1 / 1e6 }'

# One component a file, named by it: the same in each version, as an upgrade needs. wixl finds files from its current folder only.
cp deploy/openlaunch.wxs deploy/openlaunch.ico "$work/openlaunch"
cd "$work/openlaunch"
if [ -d "$work/with-host" ]; then
  mv "$work/with-host/host" .
else
  sed -i '/HOSTFOLDER/d; /<Feature Id="Host"/,/<\/Feature>/d' openlaunch.wxs
fi
components() {
  local group=$1 directory=$2 prefix=$3 file id
  shift 3
  echo "<ComponentGroup Id=\"$group\" Directory=\"$directory\">"
  for file in "$@"; do
    file=${file#./}
    case $file in openlaunch.exe | openlaunch.wxs | openlaunch.ico | Files.wxi | host) continue ;; esac
    id=$prefix${file##*/}
    id=${id//[!A-Za-z0-9_.]/_}
    echo "<Component Id=\"$id\" Guid=\"*\" Win64=\"yes\"><File Id=\"$id\" Source=\"$file\" KeyPath=\"yes\"/></Component>"
  done
  echo '</ComponentGroup>'
}
{
  echo '<Include xmlns="http://schemas.microsoft.com/wix/2006/wi"><Fragment>'
  components Files INSTALLFOLDER "" ./*
  [ ! -d host ] || components Host HOSTFOLDER host. host/*
  echo '</Fragment></Include>'
} > Files.wxi
guid() { sha1sum | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/\U\1-\2-5\3-8\4-\5/'; }
# One code a version, or building it twice would let it be installed twice.
code=$(printf 'OpenLaunch %s' "$version" | guid)
wixl -a x64 -D Version="$version" -D ProductCode="$code" -o "$msi" openlaunch.wxs
# What wixl cannot say. The undoing runs at once otherwise: 18 is a program of the package; the bits are in the script, in its
# rollback, not as the user, and on when it fails. Properties that are not secure get lost where rights are asked for.
undo=$((18 | 0x400 | 0x100 | 0x800 | 0x40))
msibuild "$msi" -q "UPDATE \`CustomAction\` SET \`Type\` = $undo WHERE \`Action\` = 'UndoInstall'"
secure='WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;INSTALLOPTIONS;UNINSTALLOPTIONS'
msibuild "$msi" -q "UPDATE \`Property\` SET \`Value\` = '$secure' WHERE \`Property\` = 'SecureCustomProperties'"
project=${OPENLAUNCH_PROJECT:-${GITHUB_REPOSITORY:+${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY}}
for link in ${project:+ARPHELPLINK ARPURLINFOABOUT}; do
  msibuild "$msi" -q "INSERT INTO \`Property\` (\`Property\`, \`Value\`) VALUES ('$link', '$project')"
done
# The code of the package tells one file from another, so it is made of what is inside; wixl takes a new one and the time it is.
made=("$zip")
[ ! -f "$host" ] || made+=("$host")
package_code=$(cat "${made[@]}" openlaunch.wxs | guid)
built=$(date -u -d "@$SOURCE_DATE_EPOCH" '+%Y\/%m\/%d %H:%M:%S')
msiinfo export "$msi" _SummaryInformation > "$work/_SummaryInformation.idt"
sed -i -E "s/^9\t.*/9\t{$package_code}\r/; s/^(12|13)\t.*/\1\t$built\r/" "$work/_SummaryInformation.idt"
TZ=UTC msibuild "$msi" -i "$work/_SummaryInformation.idt"
sign "$msi"

(cd "$output" && sha256sum openlaunch-"$version"-*.zip "${msi##*/}" "${distributor##*/}"/* > "openlaunch-$version-SHA256SUMS.txt")
stat -c '%n %s' "$output"/openlaunch-"$version"-*.zip "$msi" "$distributor/$package" | awk '{ printf "%s: %.1f MB\n", $1, $2 / 1e6 }'
