# Called by Systems Manager Distributor in the folder of the unpacked package: installs OpenLaunch, or updates it.
# Options of 'openlaunch install' come as the additional argument SSM_INSTALL_OPTIONS, separated by spaces.
$ErrorActionPreference = 'Stop'
$options = @("$env:SSM_INSTALL_OPTIONS" -split ' ' | Where-Object { $_ })
& (Join-Path $PSScriptRoot 'openlaunch\openlaunch.exe') install @options
exit $LASTEXITCODE
