#!/usr/bin/env bash
# Zips what is in a folder, which it alters, so that of the same files the same zip comes: times, rights and order would differ
# from machine to machine. The time is SOURCE_DATE_EPOCH, in seconds since 1970.
#   deploy/zip.sh FOLDER FILE
set -euo pipefail
file=$(realpath -m "$2")
chmod -R u=rwX,go=rX "$1"
find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
cd "$1"
rm -f "$file"
find . -type f -printf '%P\n' | LC_ALL=C sort | TZ=UTC zip -q -X -9 "$file" -@
