# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

<#
.SYNOPSIS
Prepares this machine for an image with OpenLaunch and shuts it down.
.PARAMETER NoShutdown
Leaves the machine running.
#>
[CmdletBinding()]
param([switch]$NoShutdown)

try {
    . (Join-Path $PSScriptRoot 'OpenLaunch.ps1')
    if ($NoShutdown) {
        $code = Invoke-OpenLaunch 'sysprep'
    }
    else {
        $code = Invoke-OpenLaunch 'sysprep', '--shutdown'
    }
}
catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}

if ($code -eq 0) {
    exit 0
}
exit 1
