# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

<#
.SYNOPSIS
Prints that Windows is ready on the console with OpenLaunch.
.PARAMETER Schedule
At each start of Windows, and not now.
#>
[CmdletBinding()]
param([switch]$Schedule)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'OpenLaunch.ps1')
exit (Invoke-OpenLaunchStep 'announceReady' -Schedule:$Schedule)
