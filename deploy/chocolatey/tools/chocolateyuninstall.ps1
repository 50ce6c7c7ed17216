# Removes the program as 'msiexec /x' does; configuration, state and logs stay.
$ErrorActionPreference = 'Stop'
Uninstall-ChocolateyPackage -PackageName 'openlaunch' -FileType 'msi' -SilentArgs '@PRODUCT@ /qn /norestart' -File '' `
    -ValidExitCodes @(0, 3010, 1605, 1614, 1641)
