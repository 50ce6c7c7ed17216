# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

<#
.SYNOPSIS
Prepares this machine for an image with OpenLaunch and shuts it down.
.PARAMETER NoShutdown
Leaves the machine running.
#>
[CmdletBinding()]
param([switch]$NoShutdown)

. (Join-Path $PSScriptRoot 'OpenLaunch.ps1')
if ($NoShutdown) {
    exit (Test-OpenLaunch 'sysprep')
}
exit (Test-OpenLaunch 'sysprep', '--shutdown')
