#!/usr/bin/env bash
# Links the native programs of Windows on Linux, for tests under Wine alone: their start-up code stands in for Microsoft's, without stack
# cookies and control flow guard. What is delivered is linked on Windows. Needs clang, lld and llvm; the import libraries of the Windows
# SDK come by NuGet.
#   deploy/wine/native.sh FOLDER [folder for what the build makes on the way]
set -euo pipefail
folder=$(realpath -m "$1")
work=$(realpath -m "${2:-$folder.build}")
cd "$(dirname "$0")/../.."
here=$PWD/deploy/wine
mkdir -p "$folder" "$work/tools"

dotnet restore "$here/sdk.csproj" --artifacts-path "$work/sdk" --nologo -v q
packages=$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')
sdk=$(echo "${packages%/}"/microsoft.windows.sdk.cpp.x64/*/c | cut -d ' ' -f 1)
# The compiler names the libraries in lower case, the package as Microsoft writes them.
mkdir -p "$work/libraries"
for library in "$sdk"/um/x64/* "$sdk"/ucrt/x64/*; do
  name=$(basename "$library")
  ln -sf "$library" "$work/libraries/${name,,}"
done

# Stands in for Microsoft's linker: keeps what it is asked for.
cat > "$work/tools/link" <<'LINK'
#!/usr/bin/env bash
for argument in "$@"; do
  case $argument in @*) cp "$(tr -d '"' <<< "${argument#@}")" "$(dirname "$0")/asked.rsp" ;; esac
done
exit 1
LINK
chmod +x "$work/tools/link"
clang --target=x86_64-pc-windows-msvc -fms-extensions -ffreestanding -fno-builtin -O2 -c "$here/start.c" -o "$work/start.obj"
llvm-dlltool -m i386:x86-64 -d "$here/ntdll.def" -l "$work/ntdll.lib"
make_program() { # PROJECT PROGRAM
  rm -f "$work/tools/asked.rsp"
  PATH="$work/tools:$PATH" dotnet publish "$1" -c Release -r win-x64 -p:Native=true -p:RunAnalyzers=false \
    -p:DisableUnsupportedError=true -p:IlcUseEnvironmentalTools=true -p:LockFileFolder="$work/locks" --nologo -v q \
    --artifacts-path "$work" -o "$work/published" > "$work/publish.log" || true
  [ -f "$work/tools/asked.rsp" ] || { cat "$work/publish.log"; exit 1; }
  sed '1s/^\xEF\xBB\xBF//; s# /NOEXP /NOIMPLIB##' "$work/tools/asked.rsp" \
    | grep -vE 'NATVIS|SOURCELINK|/DEBUG|/CETCOMPAT|IGNORE|^"?/OUT' > "$work/link.rsp"
  lld-link "@$work/link.rsp" "/OUT:$folder/$2.exe" "$work/start.obj" "$work/ntdll.lib" "/LIBPATH:$work/libraries" \
    /NODEFAULTLIB:libcmt /NODEFAULTLIB:oldnames /NODEFAULTLIB:libcpmt
  rm -f "$folder/$2.lib" # names what the program exports, which nobody links with
}
make_program src/Runner openlaunch
make_program src/Ec2Launch EC2Launch
# What lies beside them in the packages, where deploy/package.sh takes it from the host.
cp LICENSE "$folder/LICENSE.txt"
cp THIRD-PARTY-NOTICES.txt "$folder"
cp "$(echo "${packages%/}"/runtime.win-x64.microsoft.dotnet.ilcompiler/*/THIRD-PARTY-NOTICES.TXT | cut -d ' ' -f 1)" "$folder/DOTNET-NOTICES.txt"
