#!/usr/bin/env bash
# Publishes the native program, compiled ahead of time for this Linux: it loads no assemblies of custom steps. Each warning of the
# compiler is an error. Needs clang.
#   deploy/native.sh FOLDER [folder for what the build makes on the way]
set -euo pipefail
folder=$(realpath -m "$1")
work=$(realpath -m "${2:-$folder.build}")
cd "$(dirname "$0")/.."
dotnet publish src/Runner -c Release -r linux-x64 -p:PublishAot=true -p:StripSymbols=true -p:RunAnalyzers=false \
  -p:LockFileFolder="$work/locks" --nologo -v q --artifacts-path "$work" -o "$folder"
rm -f "$folder"/*.dbg
