#!/usr/bin/env bash
# Publishes the ReadyToRun build for Windows, or for the runtime that RUNTIME names.
#   deploy/publish.sh FOLDER [folder for what the build makes on the way]
set -euo pipefail
folder=$(realpath -m "$1")
work=$(realpath -m "${2:-$folder.build}")
cd "$(dirname "$0")/.."
# Its lock files are apart, since those of the tree say nothing of the runtime; the tree's own obj folders stay as they are.
dotnet publish src/Runner -c Release -r "${RUNTIME:-win-x64}" --self-contained -p:PublishReadyToRun=true -p:RunAnalyzers=false \
  -p:LockFileFolder="$work/locks" --nologo -v q --artifacts-path "$work" -o "$folder"
