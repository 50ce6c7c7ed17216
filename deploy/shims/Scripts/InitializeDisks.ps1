# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

<#
.SYNOPSIS
Makes volumes of empty disks with OpenLaunch.
.PARAMETER Schedule
Not done by this script: the plan of OpenLaunch says what runs at each start.
#>
[CmdletBinding()]
param([switch]$Schedule, [switch]$EnableTrim)

try {
    . (Join-Path $PSScriptRoot 'OpenLaunch.ps1')
    if ($Schedule) {
        throw ('To have it at each start, put this into the plan, openlaunch.yml, and call "openlaunch validate": ' +
            '{ step: initializeVolume, frequency: always, inputs: { initialize: all } }')
    }
    $code = Invoke-OpenLaunch 'run-step', 'initializeVolume', '--input', 'initialize=all'
}
catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}

if ($code -eq 0) {
    exit 0
}
exit 1
