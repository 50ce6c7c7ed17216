# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

. (Join-Path (Split-Path -Parent $PSScriptRoot) (Join-Path 'Scripts' 'OpenLaunch.ps1'))

function Invoke-OrThrow {
    param([string[]]$Arguments)

    $code = Invoke-OpenLaunch $Arguments
    if ($code -ne 0) {
        throw "'openlaunch $($Arguments -join ' ')' ended with exit code $code."
    }
}

function Add-Routes {
    <#
    .SYNOPSIS
    Adds the routes to the metadata, licence and time services, and removes stale ones.
    #>
    [CmdletBinding()]
    param()

    Invoke-OrThrow 'run-task', 'add-routes'
}

function Set-ActivationSettings {
    <#
    .SYNOPSIS
    Sets the licence server of EC2 and activates Windows.
    #>
    [CmdletBinding()]
    param()

    Invoke-OrThrow 'run-step', 'activateWindows'
}

Export-ModuleMember -Function 'Add-Routes', 'Set-ActivationSettings'
