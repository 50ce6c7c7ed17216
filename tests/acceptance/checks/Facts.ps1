# What the agent reads, held against what Windows says of itself.

# What slmgr looks for.
$windowsLicence = "ApplicationID='55c92734-d682-4d71-983e-d6ec3f16059f' " +
    'AND PartialProductKey IS NOT NULL AND LicenseIsAddon=FALSE'

function Test-Facts {
    Check 'WindowsActivation' 'the licence is read as WMI has it' {
        $status = (Get-CimInstance SoftwareLicensingProduct -Filter $windowsLicence).LicenseStatus
        $finding = Get-Finding 'licence' | Select-Object -First 1
        if ($null -eq $finding) { return 'doctor says nothing of the licence' }
        $isLicensed = $finding.what -match 'is (activated|licensed)'
        if ($isLicensed -eq ($status -eq 1)) { $true } else { "'$($finding.what)', and WMI says $status" }
    }
    Check 'WindowsActivation' 'key, end and KMS host are told as WMI has them' {
        $product = Get-CimInstance SoftwareLicensingProduct -Filter $windowsLicence
        $told = (Get-Finding 'licence' | ForEach-Object { "$($_.what) $($_.evidence)" }) -join '; '
        $expected = @("$($product.ProductKeyChannel)", "ends in $($product.PartialProductKey)")
        if ($product.GracePeriodRemaining -gt 0) { $expected += "$([Math]::Floor($product.GracePeriodRemaining / 1440)) days left" }
        $missing = @($expected | Where-Object { -not $told.Contains($_) })
        if ($missing.Count) { "'$told' lacks $missing" } else { $true }
    }
    Check 'WindowsEventLogs' 'the last exchange with a KMS is the one in the event log' {
        $filter = @{ LogName = 'Application'; ProviderName = 'Microsoft-Windows-Security-SPP'; Id = 12288, 12289 }
        $last = Get-WinEvent -FilterHashtable $filter -MaxEvents 1 -ErrorAction SilentlyContinue
        if (-not $last) { return Skip-Check 'Windows has noted none' }
        $time = $last.TimeCreated.ToUniversalTime().ToString('yyyy-MM-dd HH:mm')
        $told = (Get-Finding 'KMS' | ForEach-Object { $_.evidence }) -join '; '
        if ($told.Contains("$time UTC: ") -and -not $told.Contains('no code')) { $true } else { "'$told', and the event is of $time" }
    }
    Invoke-Agent 'run-step', 'showInstanceInfo', '--console', "$Work\info.txt" -codes 0, 1 | Out-Null
    $info = Get-Content "$Work\info.txt" -Raw
    Check 'WindowsRegistryReader' 'the build is that of the registry' {
        $label = (Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion').BuildLabEx
        if ($info.Contains("OsBuildLabEx: $label")) { $true } else { "no line has $label" }
    }
    Check 'WindowsRegionalSettings' 'language and time zone are those of Windows' {
        $expected = "Language: $((Get-WinSystemLocale).Name)"
        if ($info.Contains($expected) -and $info.Contains((Get-TimeZone).StandardName)) { $true } else { "not $expected" }
    }
    Check 'WindowsInstanceFacts' 'the name of the computer is on the console' {
        $info -match "RDPCERTIFICATE-SUBJECTNAME: $env:COMPUTERNAME\b"
    }
    Check 'WindowsDriverInventory' 'the driver of an Amazon or Intel network adapter is on the console with its version' {
        $drivers = @(Get-CimInstance Win32_PnPSignedDriver -Filter "DeviceClass='NET'" |
                Where-Object { $_.Manufacturer -match '^(Amazon|Intel)' -and $_.DeviceName -notmatch '^AWS PV' })
        if ($drivers.Count -eq 0) { return Skip-Check 'no such adapter here' }
        if ($info.Contains("$($drivers[0].DeviceName) v$($drivers[0].DriverVersion)")) { $true } else { $drivers[0].DeviceName }
    }
    Check 'WindowsRemoteDesktopCertificate' 'the thumbprint is that of Remote Desktop' {
        $bound = Get-CimInstance Win32_TSGeneralSetting -Namespace root\cimv2\TerminalServices -ErrorAction SilentlyContinue
        if (-not $bound.SSLCertificateSHA1Hash) { return Skip-Check 'Remote Desktop has no certificate' }
        if ($info.Contains("RDPCERTIFICATE-THUMBPRINT: $($bound.SSLCertificateSHA1Hash)")) { $true }
        else { "not $($bound.SSLCertificateSHA1Hash)" }
    }
    Check 'WindowsHostIdentity' 'Windows counts its starts where the agent looks' {
        $manager = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager'
        (Get-ItemProperty "$manager\Memory Management\PrefetchParameters").BootId -is [int]
    }
    Check 'WindowsSysprepState' 'Setup is over, so the agent does not wait for it' {
        $printed = (Invoke-Agent 'run-step', 'waitForSysprep', '--json') -join ' '
        if ($printed -match '"outcome":"(done|skipped)"') { $true } else { $printed }
    }
}
