#!/usr/bin/env bash
# Publishes the native program, compiled ahead of time for this Linux or, in the Bash of Git, this Windows: it loads no assemblies of
# custom steps. For Windows EC2Launch.exe too. Each warning of the compiler is an error. Needs clang, or the C++ build tools of
# Visual Studio.
#   deploy/native.sh FOLDER [folder for what the build makes on the way]
set -euo pipefail
case $(uname -s) in
  MINGW* | MSYS*) platform=win-x64; whole() { cygpath -am "$1"; } ;;
  *) platform=linux-x64; whole() { realpath -m "$1"; } ;;
esac
folder=$(whole "$1")
work=$(whole "${2:-$folder.build}")
cd "$(dirname "$0")/.."
projects=(src/Runner)
[ "$platform" != win-x64 ] || projects+=(src/Ec2Launch)
for project in "${projects[@]}"; do
  dotnet publish "$project" -c Release -r "$platform" -p:Native=true -p:StripSymbols=true -p:RunAnalyzers=false \
    -p:LockFileFolder="$work/locks" --nologo -v q --artifacts-path "$work" -o "$folder"
done
rm -f "$folder"/*.dbg "$folder"/*.pdb
