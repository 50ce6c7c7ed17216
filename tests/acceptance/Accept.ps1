<#
.SYNOPSIS
Sees OpenLaunch at work on a real Windows that is thrown away afterwards. For Windows PowerShell 5.1, elevated.
.DESCRIPTION
Prints a line a check, and writes it to result.txt of the work folder:
    PASS|FAIL|SKIP <adapter> | <what is seen> [| <what was found instead>]
Ends with 1 when a check failed. docs/acceptance.md says what the stages start, cost and prove.
.PARAMETER Stage
Local: all that one machine shows without a restart. Prepare: Local, then makes this machine one that an image is made of, and
shuts it down. Verify: on an instance of that image, in another subnet, from its user data.
.PARAMETER Msi
The installer package; not for Verify.
.PARAMETER Mode
How the image is made: plain, or generalized by Sysprep.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][ValidateSet('Local', 'Prepare', 'Verify')][string]$Stage,
    [string]$Msi,
    [ValidateSet('plain', 'sysprep')][string]$Mode = 'plain',
    [string]$Work = 'C:\accept'
)

$ErrorActionPreference = 'Stop'
New-Item $Work -ItemType Directory -Force | Out-Null
foreach ($file in Get-ChildItem "$PSScriptRoot\checks" -Filter *.ps1) { . $file.FullName }

$windows = Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$build = "$($windows.CurrentBuild).$($windows.UBR)"
Write-Result "WINDOWS $build | $($windows.ProductName) | $($windows.InstallationType) | $Stage $Mode"

if ($Stage -eq 'Verify') {
    Test-Instance
}
else {
    if (-not (Test-Path "$Msi")) { throw "There is no installer package '$Msi'." }
    Install-Package
    Test-Installation
    Test-Network
    Test-Facts
    Test-Run
    Test-Services
    Remove-Package
}
if ($Stage -eq 'Prepare') { Initialize-Image }

$failed = @($script:results | Where-Object { $_.StartsWith('FAIL') }).Count
Write-Result "END $failed failed"
if ($Stage -ne 'Local') { Send-Result }
if ($Stage -eq 'Prepare') { Stop-Builder }
exit [Math]::Min($failed, 1)
