# Called by Systems Manager Distributor: removes OpenLaunch. Configuration, custom steps and state stay for a later installation.
# Options of 'openlaunch uninstall' come as the additional argument SSM_UNINSTALL_OPTIONS, separated by spaces.
$ErrorActionPreference = 'Stop'
$openlaunch = Join-Path $env:ProgramFiles 'OpenLaunch\openlaunch.exe'
if (-not (Test-Path -LiteralPath $openlaunch)) {
    Write-Output "OpenLaunch is not installed at $openlaunch."
    exit 0
}
$options = @("$env:SSM_UNINSTALL_OPTIONS" -split ' ' | Where-Object { $_ })
# The package's own program: the installed one cannot remove itself while it runs.
& (Join-Path $PSScriptRoot 'openlaunch\openlaunch.exe') uninstall @options
exit $LASTEXITCODE
