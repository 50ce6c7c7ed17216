#!/usr/bin/env bash
# Publishes the win-x64 build as it is delivered.
#   deploy/publish.sh FOLDER [folder for what the build makes on the way]
set -euo pipefail
folder=$(realpath -m "$1")
work=$(realpath -m "${2:-$folder.build}")
cd "$(dirname "$0")/.."
# Its lock files are apart, since those of the tree say nothing of win-x64; the tree's own obj folders stay as they are.
dotnet publish src/Runner -c Release -r win-x64 --self-contained -p:PublishReadyToRun=true -p:RunAnalyzers=false \
  -p:LockFileFolder="$work/locks" --nologo -v q --artifacts-path "$work" -o "$folder"
