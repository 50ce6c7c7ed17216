# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

<#
.SYNOPSIS
Prints the newest errors of the event logs on the console with OpenLaunch.
.PARAMETER Schedule
Not done by this script: the plan of OpenLaunch says what runs at each start.
#>
[CmdletBinding()]
param([switch]$Schedule)

try {
    . (Join-Path $PSScriptRoot 'OpenLaunch.ps1')
    if ($Schedule) {
        throw ('To have it at each start, put this into the plan, openlaunch.yml, and call "openlaunch validate": ' +
            '{ step: sendEventLogs, frequency: always }')
    }
    $code = Invoke-OpenLaunch 'run-step', 'sendEventLogs'
}
catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}

if ($code -eq 0) {
    exit 0
}
exit 1
