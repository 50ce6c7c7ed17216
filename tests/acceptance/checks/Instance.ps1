# An instance of the image, in another subnet and on a larger disk, seen from its user data.

function Test-Instance {
    Test-Setup
    Test-Move
    Test-Restart
    Test-RootDisk
    Test-DataDisk
    Check 'WindowsLocalAccounts' 'user data runs as the administrator whose password the console has' {
        if ((whoami.exe) -match '\\administrator$') { $true } else { "$(whoami.exe)" }
    }
    Check 'WindowsRemoteDesktop' 'Remote Desktop is open' {
        (Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server').fDenyTSConnections -eq 0
    }
    Check 'WindowsServices' 'the Systems Manager agent runs' {
        $agent = Get-Service AmazonSSMAgent -ErrorAction SilentlyContinue
        if ($null -eq $agent) { Skip-Check 'it is not installed' } else { $agent.Status -eq 'Running' }
    }
    # What did not reach the console cannot be read there: the name of the port was found, or this line is not seen.
    Check 'WindowsConsolePortName' 'the console that EC2 keeps has this line' { $true }
    Check 'Agent' 'nothing of it crashed, not at the restart either' {
        $crashed = @(Get-WinEvent -FilterHashtable @{ LogName = 'Application'; Id = 1000, 1026 } -ErrorAction SilentlyContinue |
                Where-Object { $_.Message -match 'openlaunch' })
        $failed = @(Get-WinEvent -FilterHashtable @{ LogName = 'System'; Id = 7000, 7009, 7011, 7023, 7024, 7031, 7034 } `
                -ErrorAction SilentlyContinue | Where-Object { $_.Message -match 'OpenLaunch' })
        if ($crashed.Count + $failed.Count) { ($crashed + $failed | Select-Object -First 1).Message } else { $true }
    }
    $start = (Get-CimInstance Win32_OperatingSystem).LastBootUpTime
    $first = Get-WinEvent -LogName OpenLaunch -Oldest | Where-Object { $_.TimeCreated -gt $start } | Select-Object -First 1
    Write-Result "TIME $([int]($first.TimeCreated - $start).TotalSeconds) s from the start of Windows to the first event"
}

function Test-Setup {
    Check 'WindowsSysprepState' 'Setup was over when user data ran' {
        $state = (Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State').ImageState
        $setup = Get-ItemProperty 'HKLM:\SYSTEM\Setup'
        $found = "$state $($setup.SystemSetupInProgress) $($setup.SetupType) $([int]$setup.OOBEInProgress)"
        if ($found -eq 'IMAGE_STATE_COMPLETE 0 0 0') { $true } else { $found }
    }
    Check 'WindowsSysprep' 'the image was generalized, and Setup ran on this instance' {
        if ($Mode -ne 'sysprep') { return Skip-Check 'the image is a plain one' }
        $state = (Get-ItemProperty 'HKLM:\SYSTEM\Setup\Status\SysprepStatus').GeneralizationState
        $setup = (Get-Item 'C:\Windows\Panther\UnattendGC\setupact.log').LastWriteTime
        if ($state -eq 7 -and $setup -gt (Get-Item 'C:\accept\result.txt').LastWriteTime) { $true }
        else { "$state, log of $setup" }
    }
}

function Test-Move {
    Check 'WindowsRouteTable' 'all routes lead through the gateway of this subnet, and none is persistent' {
        Test-Route '169.254.169.254/32', '169.254.169.250/32', '169.254.169.251/32', '169.254.169.249/32', '169.254.169.123/32',
            '169.254.169.253/32'
    }
    Check 'WindowsRouteTable' 'the IPv6 routes lead through the router' {
        $router = Get-NetRoute -DestinationPrefix '::/0' -ErrorAction SilentlyContinue | Select-Object -First 1
        if ($null -eq $router) { return Skip-Check 'there is no IPv6 router' }
        $active = @(Get-NetRoute -DestinationPrefix 'fd00:ec2::254/128' -PolicyStore ActiveStore -ErrorAction SilentlyContinue)
        if ($active.Count -eq 1 -and $active[0].NextHop -eq $router.NextHop) { $true } else { "$($active.NextHop)" }
    }
    Check 'WindowsNetworkAdapters' 'the gateway of this subnet was there before the routes' {
        $gateway = (Get-DefaultRoute).NextHop
        @(Get-Finding 'route' | Where-Object { $_.what -match "169\.254\.169\.254/32 .* goes through $gateway " }).Count -eq 1
    }
    Check 'WindowsActivation' 'Windows is activated by a KMS of EC2' {
        $status = (Get-CimInstance SoftwareLicensingProduct -Filter $windowsLicence).LicenseStatus
        $platform = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform'
        $server = (Get-ItemProperty $platform).KeyManagementServiceName
        if ($status -eq 1 -and $server -match '^(169\.254\.169\.25[01]|\[?fd00:ec2::250\]?)$') { $true }
        else { "$status, $server" }
    }
    Check 'WindowsTimeSynchronization' 'the source is Amazon Time Sync' {
        $source = w32tm.exe /query /source | Out-String
        if ($source -match '169\.254\.169\.123|fd00:ec2::123') { $true } else { $source }
    }
}

function Test-Restart {
    Check 'WindowsComputerName' 'the name is that of the address' {
        $service = 'http://169.254.169.254/latest'
        $token = Invoke-RestMethod -Method Put "$service/api/token" -Headers @{ 'X-aws-ec2-metadata-token-ttl-seconds' = '60' }
        $address = Invoke-RestMethod "$service/meta-data/local-ipv4" -Headers @{ 'X-aws-ec2-metadata-token' = $token }
        $name = 'IP-' + (($address.Split('.') | ForEach-Object { ([int]$_).ToString('X2') }) -join '')
        if ($env:COMPUTERNAME -eq $name) { $true } else { "$env:COMPUTERNAME, not $name" }
    }
    Check 'WindowsReboot' 'Windows was restarted once, as planned' {
        $since = (Get-Item "$data\state\journal.ndjson").CreationTime
        $restarts = @{ LogName = 'System'; Id = 1074; StartTime = $since }
        $asked = @(Get-WinEvent -FilterHashtable $restarts -ErrorAction SilentlyContinue |
                Where-Object { $_.Message -match 'openlaunch' })
        if ($asked.Count -eq 1) { $true } else { "$($asked.Count) times" }
    }
    Check 'WindowsHostIdentity' 'the journal tells the starts apart' {
        $starts = Select-String -Path "$data\state\journal.ndjson" -Pattern '"boot":"([^"]+)"' |
            ForEach-Object { $_.Matches[0].Groups[1].Value } | Select-Object -Unique
        if (@($starts).Count -ge 2) { $true } else { "$starts" }
    }
}

function Test-RootDisk {
    Check 'WindowsDisks' 'the system volume fills the larger disk' {
        $volume = Get-Partition -DriveLetter C
        $last = Get-Partition -DiskNumber $volume.DiskNumber | Sort-Object Offset | Select-Object -Last 1
        if ($last.Offset -ne $volume.Offset) { return Skip-Check 'another partition stands behind C:' }
        $behind = (Get-Disk -Number $volume.DiskNumber).Size - $volume.Offset - $volume.Size
        $unused = $volume.Size - (Get-Volume -DriveLetter C).Size
        if ($behind -le 2MB -and $unused -le 1MB) { $true } else { "$behind bytes behind it, $unused not in the file system" }
    }
}

# The empty one of 8 GiB that the plan makes a volume of.
function Test-DataDisk {
    $volume = Get-Volume -DriveLetter T -ErrorAction SilentlyContinue
    Check 'WindowsDiskInventory' 'the data disk is found by the device that it was attached as' {
        if ($null -eq $volume) { return 'there is no T:' }
        $size = (Get-Disk -Number (Get-Partition -DriveLetter T).DiskNumber).Size
        if ($size -eq 8GB) { $true } else { "T: is on a disk of $size bytes" }
    }
    Check 'WindowsDiskPreparation' 'it has one partition that fills it, with NTFS' {
        $partition = Get-Partition -DriveLetter T
        $behind = (Get-Disk -Number $partition.DiskNumber).Size - $partition.Offset - $partition.Size
        if ($volume.FileSystem -eq 'NTFS' -and $behind -le 2MB) { $true } else { "$($volume.FileSystem), $behind bytes behind it" }
    }
    Check 'WindowsVolumeNames' 'letter and label are those of the plan' {
        if ($volume.FileSystemLabel -eq 'Acceptance') { $true } else { "'$($volume.FileSystemLabel)'" }
    }
    Check 'WindowsFormatSurroundings' 'what asks to format new disks runs again' {
        $asks = Get-Service ShellHWDetection -ErrorAction SilentlyContinue
        if ($null -eq $asks -or "$($asks.StartType)" -ne 'Automatic') { return Skip-Check 'it is not set to run here' }
        if ($asks.Status -eq 'Running') { $true } else { "$($asks.Status)" }
    }
}
