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

# As Invoke-OpenLaunch, for scripts that know only 0 and 1: what is not 0, and that there is no openlaunch, is 1.
function Test-OpenLaunch {
    param([Parameter(Mandatory = $true)][string[]]$Arguments)

    try {
        $code = Invoke-OpenLaunch $Arguments
    }
    catch {
        [Console]::Error.WriteLine($_.Exception.Message)
        return 1
    }
    return [int]($code -ne 0)
}

# What three scripts of EC2Launch v1 do: a step now, or with -Schedule at each start of Windows. Returns their exit code.
function Invoke-OpenLaunchStep {
    param([Parameter(Mandatory = $true)][string]$Step, [string[]]$Inputs = @(), [switch]$Schedule)

    $arguments = if ($Schedule) { @('schedule', '--step', $Step) } else { @('run-step', $Step) }
    foreach ($pair in $Inputs) {
        $arguments += '--input', $pair
    }
    return Test-OpenLaunch $arguments
}
