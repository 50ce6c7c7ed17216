# What a check is, and where its line goes.

$script:results = New-Object Collections.Generic.List[string]
$program = "$env:ProgramFiles\OpenLaunch\openlaunch.exe"
$data = "$env:ProgramData\OpenLaunch"

function Write-Result([string]$line) {
    $script:results.Add($line)
    Write-Host $line
    Add-Content "$Work\result.txt" $line -Encoding ASCII
}

# The last thing that the block gives decides: true passes, a text of Skip-Check is a skip, all else is a failure and says why.
function Check([string]$adapter, [string]$what, [scriptblock]$block) {
    try { $found = & $block | Select-Object -Last 1 }
    catch { $found = "$($_.Exception.Message)" }
    $text = "$found" -replace '[^ -~]+', ' '
    if ($found -is [bool] -and $found) { Write-Result "PASS $adapter | $what" }
    elseif ($text.StartsWith('skip: ')) { Write-Result "SKIP $adapter | $what | $($text.Substring(6))" }
    else { Write-Result "FAIL $adapter | $what | $text" }
}

function Skip-Check([string]$reason) { "skip: $reason" }

# What the agent prints; any other exit code than those is a failure of the check.
function Invoke-Agent([string[]]$arguments, [int[]]$codes = @(0)) {
    $ErrorActionPreference = 'Continue' # 5.1 takes the first line on the error output for an error of its own
    $printed = & $program @arguments 2>&1 | ForEach-Object { "$_" }
    if ($codes -notcontains $LASTEXITCODE) {
        throw "'openlaunch $arguments' ended with $LASTEXITCODE`: $($printed | Select-Object -Last 3)"
    }
    $printed
}

# As at a start of Windows: LocalSystem, session 0, no desktop. Gives the exit code.
function Invoke-AgentAsSystem([string]$arguments) {
    $name = 'openlaunch-acceptance'
    $action = New-ScheduledTaskAction -Execute $program -Argument $arguments
    Register-ScheduledTask $name -Action $action -User 'NT AUTHORITY\SYSTEM' -RunLevel Highest -Force | Out-Null
    Start-ScheduledTask $name
    $end = (Get-Date).AddMinutes(10)
    do { Start-Sleep 1 } while ((Get-ScheduledTask $name).State -ne 'Ready' -and (Get-Date) -lt $end)
    $code = (Get-ScheduledTaskInfo $name).LastTaskResult
    Unregister-ScheduledTask $name -Confirm:$false
    $code
}

function Get-Finding([string]$subject) {
    $report = (Invoke-Agent 'doctor', '--json' -codes 0, 1) -join "`n"
    ($report.Substring($report.IndexOf('{')) | ConvertFrom-Json).findings | Where-Object { $_.subject -eq $subject }
}

# The instance console is all that can be read of an instance without a way in. The agent lets go of it before user data runs.
function Send-Result {
    for ($attempt = 0; $attempt -lt 60; $attempt++) {
        try {
            $port = New-Object IO.Ports.SerialPort 'COM1', 115200
            $port.Open()
            foreach ($line in $script:results) { $port.Write("ACCEPT $line`r`n") }
            $port.Write("ACCEPT end`r`n")
            $port.Close()
            return
        }
        catch { Start-Sleep 2 }
    }
}
