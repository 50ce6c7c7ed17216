# Services, tasks, an update under way, and the serial port.

function Test-Services {
    Invoke-Agent 'install', '--watch' | Out-Null
    Check 'WindowsServiceRegistration' 'the watch is started again after it was killed' {
        $watch = Get-CimInstance Win32_Service -Filter "Name='OpenLaunchWatch'"
        Stop-Process -Id $watch.ProcessId -Force
        for ($wait = 0; $wait -lt 90; $wait++) {
            Start-Sleep 1
            $now = Get-CimInstance Win32_Service -Filter "Name='OpenLaunchWatch'"
            if ($now.State -eq 'Running' -and $now.ProcessId -ne $watch.ProcessId) { return $true }
        }
        "is $($now.State)"
    }
    Check 'WindowsServiceRegistration' 'an error counts as a failure too, and the network comes first' {
        $flag = sc.exe qfailureflag OpenLaunchWatch | Out-String
        $needs = (Get-Service OpenLaunchWatch).ServicesDependedOn.Name
        if ($flag -match 'TRUE' -and $needs -contains 'nsi' -and $needs -contains 'EventLog') { $true } else { "$flag $needs" }
    }
    Check 'WindowsServices' 'an update replaces a program that runs' {
        Copy-Item "$env:ProgramFiles\OpenLaunch" "$Work\update" -Recurse -Force
        & "$Work\update\openlaunch.exe" install | Out-Null
        if ($LASTEXITCODE -ne 0) { return "install ended with $LASTEXITCODE" }
        $state = (Get-Service OpenLaunchWatch).Status
        if ($state -eq 'Running') { $true } else { "the watch is $state" }
    }
    Check 'Agent' 'the plan runs as a service, which ends by itself' {
        Invoke-Agent 'install', '--service' | Out-Null
        Start-Service OpenLaunch
        (Get-Service OpenLaunch).WaitForStatus('Stopped', '00:05:00')
        $true
    }
    Check 'WindowsSerialPort' 'a line leaves through the first serial port' {
        $port = Get-CimInstance Win32_SerialPort -ErrorAction SilentlyContinue | Select-Object -First 1
        if ($null -eq $port) { return Skip-Check 'there is no serial port' }
        Invoke-Agent 'run-step', 'announceReady', '--console', $port.DeviceID | Out-Null
        $trouble = Get-Content "$data\log\openlaunch.log" -Tail 8 | Select-String 'given up|waited for|is dropped'
        if ($trouble) { "$trouble" } else { $true }
    }
    Check 'WindowsRegistry' 'a DNS suffix that a step adds is in the list of the machine' {
        Invoke-Agent 'run-step', 'setDnsSuffix', '--input', 'suffixes=[acceptance.example]' | Out-Null
        $list = (Get-DnsClientGlobalSetting).SuffixSearchList
        if ($list -contains 'acceptance.example') { $true } else { "the list is $list" }
    }
    Check 'WindowsPowerSettings' 'the monitor is never turned off' {
        Invoke-Agent 'run-step', 'keepMonitorOn' | Out-Null
        $set = powercfg.exe /query SCHEME_CURRENT SUB_VIDEO VIDEOIDLE | Select-String '0x[0-9a-f]{8}\s*$' | Select-Object -Last 2
        if (@($set | Where-Object { "$_" -match '0x00000000' }).Count -eq 2) { $true } else { "$set" }
    }
    Check 'WindowsEventLogs' 'an entry of the event log of the system is printed' {
        $target = "$Work\events.txt"
        $query = 'events=[{ logName: System, level: information, numEntries: 1 }]'
        Invoke-Agent 'run-step', 'sendEventLogs', '--input', $query, '--console', $target | Out-Null
        $line = Get-Content $target -ErrorAction SilentlyContinue | Select-String 'EventLogEntry: System  Information'
        if ($line) { $true } else { 'nothing was printed' }
    }
    Check 'WindowsWinRm' 'Windows Remote Management answers over HTTPS, refuses basic authentication, and is as before afterwards' {
        Invoke-Agent 'run-step', 'configureWinRm', '--input', 'port=59860' | Out-Null
        $again = Invoke-Agent 'run-step', 'configureWinRm', '--input', 'port=59860' | Out-String
        if ($again -notmatch '0 changes') { return "a second run changes: $again" }
        $options = New-PSSessionOption -SkipCACheck -SkipCNCheck
        $answer = Test-WSMan -ComputerName localhost -Port 59860 -UseSSL -SessionOption $options -ErrorAction SilentlyContinue
        $basic = (Get-Item WSMan:\localhost\Service\Auth\Basic).Value
        Invoke-Agent 'run-step', 'configureWinRm', '--input', 'ensure=absent' | Out-Null
        $left = @(Get-ChildItem WSMan:\localhost\Listener | Where-Object { $_.Keys -contains 'Transport=HTTPS' }).Count
        $rule = Get-NetFirewallRule -Name OpenLaunch-WinRM-HTTPS -ErrorAction SilentlyContinue
        $keys = @(Get-ChildItem Cert:\LocalMachine\My | Where-Object FriendlyName -eq 'OpenLaunch WinRM').Count
        if ($answer -and $basic -eq 'false' -and $left -eq 0 -and -not $rule -and $keys -eq 0) { $true }
        else { "answer $answer, basic $basic, $left listeners, rule $rule, $keys certificates" }
    }
    Check 'WindowsDesktop' 'the wallpaper of this user is drawn, and the former one shown again' {
        $desktop = 'HKCU:\Control Panel\Desktop'
        $was = (Get-ItemProperty $desktop).WallPaper
        Invoke-Agent 'wallpaper', '--attributes', 'hostName' | Out-Null
        $drawn = (Get-ItemProperty $desktop).WallPaper
        $isThere = $drawn -like '*\OpenLaunch\wallpaper.jpg' -and (Test-Path $drawn)
        Invoke-Agent 'wallpaper', '--restore' | Out-Null
        $now = (Get-ItemProperty $desktop).WallPaper
        if ($isThere -and $now -eq $was) { $true } else { "was $was, drawn $drawn, now $now" }
    }
    Check 'WindowsCanvas' 'a picture of the asked size is drawn' {
        $file = Join-Path $env:TEMP 'openlaunch-canvas.png'
        Invoke-Agent 'wallpaper', '--attributes', 'hostName', '--output', $file, '--size', '800x600' | Out-Null
        Add-Type -AssemblyName System.Drawing
        $picture = [System.Drawing.Image]::FromFile($file)
        $size = "$($picture.Width)x$($picture.Height)"
        $picture.Dispose()
        Remove-Item $file
        if ($size -eq '800x600') { $true } else { "the picture has $size pixels" }
    }
    Check 'WindowsOpenSshFeature' 'the server of OpenSSH is added, and runs' {
        if ([Environment]::OSVersion.Version.Build -lt 17763) { return Skip-Check 'this Windows has no such feature' }
        Invoke-Agent 'run-step', 'enableOpenSsh', '--input', 'keys=none' | Out-Null
        $capability = Get-WindowsCapability -Online -Name 'OpenSSH.Server*'
        $state = (Get-Service sshd -ErrorAction SilentlyContinue).Status
        if ($capability.State -eq 'Installed' -and $state -eq 'Running') { $true } else { "$($capability.State), sshd is $state" }
    }
    Check 'WindowsScheduledTasks' 'a task of EC2Launch v1 is disabled, and enabled again by uninstall' {
        $name = 'Amazon Ec2 Launch - Instance Initialization'
        if (Get-ScheduledTask $name -ErrorAction SilentlyContinue) { return Skip-Check 'EC2Launch v1 itself is here' }
        $nothing = New-ScheduledTaskAction -Execute cmd.exe -Argument '/c exit'
        Register-ScheduledTask $name -Action $nothing -User 'NT AUTHORITY\SYSTEM' | Out-Null
        Invoke-Agent 'install', '--replace-ec2launch' | Out-Null
        $replaced = (Get-ScheduledTask $name).State
        Invoke-Agent 'uninstall', '--keep-program' | Out-Null
        $restored = (Get-ScheduledTask $name).State
        Unregister-ScheduledTask $name -Confirm:$false
        if ("$replaced $restored" -eq 'Disabled Ready') { $true } else { "$replaced, then $restored" }
    }
}
