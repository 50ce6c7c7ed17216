# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.

# Finds openlaunch and runs it; the scripts and the module beside this file forward to it.
function Find-OpenLaunch {
    if ($env:ProgramFiles) {
        $installed = Join-Path $env:ProgramFiles 'OpenLaunch\openlaunch.exe'
        if (Test-Path -LiteralPath $installed) {
            return $installed
        }
    }
    $command = Get-Command -Name 'openlaunch' -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($null -eq $command) {
        throw 'openlaunch was found neither in Program Files nor on the PATH. Install it, or remove this script.'
    }
    return $command.Path
}

# Returns the exit code of openlaunch; what it prints goes to the host.
function Invoke-OpenLaunch {
    param([Parameter(Mandatory = $true)][string[]]$Arguments)

    $program = Find-OpenLaunch
    & $program @Arguments | Out-Host
    return $LASTEXITCODE
}
