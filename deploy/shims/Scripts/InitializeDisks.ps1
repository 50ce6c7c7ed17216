# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

<#
.SYNOPSIS
Makes volumes of empty disks with OpenLaunch.
.PARAMETER Schedule
At each start of Windows, and not now.
#>
[CmdletBinding()]
param([switch]$Schedule, [switch]$EnableTrim)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'OpenLaunch.ps1')
exit (Invoke-OpenLaunchStep 'initializeVolume' 'initialize=all' -Schedule:$Schedule)
