# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

<#
.SYNOPSIS
Initializes the instance with OpenLaunch, now or at the next start of Windows.
.PARAMETER Schedule
At the next start only, password and user data again.
.PARAMETER SchedulePerBoot
At each start.
#>
[CmdletBinding(DefaultParameterSetName = 'Now')]
param(
    [Parameter(Mandatory = $true, ParameterSetName = 'Schedule')][switch]$Schedule,
    [Parameter(Mandatory = $true, ParameterSetName = 'SchedulePerBoot')][switch]$SchedulePerBoot
)

try {
    . (Join-Path $PSScriptRoot 'OpenLaunch.ps1')
    if ($Schedule) {
        # As with EC2Launch, the next start sets a password and runs user data again, on this instance too.
        $code = Invoke-OpenLaunch 'reset'
        if ($code -eq 0) {
            $code = Invoke-OpenLaunch 'schedule', '--once'
        }
    }
    elseif ($SchedulePerBoot) {
        $code = Invoke-OpenLaunch 'schedule', '--per-boot'
    }
    else {
        $code = Invoke-OpenLaunch 'run'
    }
}
catch {
    [Console]::Error.WriteLine("Failed to continue initializing the instance: $($_.Exception.Message)")
    exit 1
}

# 3: Windows restarts and the plan goes on, which is no failure here.
if ($code -eq 0 -or $code -eq 3) {
    exit 0
}
exit 1
