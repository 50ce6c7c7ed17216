# A whole run as LocalSystem: the password, the user data, and what they leave.

function Test-Run {
    $key = New-KeyPair
    net.exe user openlaunch-admin 'First-Pass-123!' /add | Out-Null
    net.exe localgroup Administrators openlaunch-admin /add | Out-Null
    $metadata = Start-Metadata (Get-InstanceMetadata (Get-PublicKeyLine $key) $Work)
    Copy-Item "$PSScriptRoot\..\boot.yml" "$data\config\openlaunch.yml" -Force
    $code = Invoke-AgentAsSystem "run --imds http://127.0.0.1:8254 --console `"$Work\console.txt`""
    Stop-Metadata $metadata

    Check 'Agent' 'the plan runs as LocalSystem, from a scheduled task' { if ($code -eq 0) { $true } else { "exit code $code" } }
    $console = Get-Content "$Work\console.txt" -Raw
    Check 'WindowsLocalAccounts' 'the account takes the password that the console shows to the owner of the key' {
        $password = Get-ConsolePassword $console $key
        Add-Type -AssemblyName System.DirectoryServices.AccountManagement
        $machine = [DirectoryServices.AccountManagement.ContextType]::Machine
        $accounts = New-Object DirectoryServices.AccountManagement.PrincipalContext $machine
        $accounts.ValidateCredentials('openlaunch-admin', $password)
    }
    Test-Script
    Test-CloudConfig
    Check 'WindowsDataProtection' 'user data that persists is kept, and cannot be read' {
        $kept = Get-ChildItem "$data\state" -Recurse -Filter last-user-data.bin
        if ($null -eq $kept) { return 'is not kept' }
        -not [Text.Encoding]::ASCII.GetString([IO.File]::ReadAllBytes($kept.FullName)).Contains('openlaunch-group')
    }
    Check 'WindowsEventLog' 'setAdminAccount left its event, with its text' {
        $events = Get-WinEvent -LogName OpenLaunch -MaxEvents 100 | Where-Object { $_.Id -eq 3050 }
        if (@($events | Where-Object { $_.Message -match 'setAdminAccount' }).Count) { $true } else { "$($events.Message)" }
    }
}

function Test-Script {
    $logs = Get-ChildItem "$data\log\userdata" -Filter 'user-data-*-output.log'
    $printed = ($logs | ForEach-Object { Get-Content $_.FullName -Encoding UTF8 -Raw }) -join "`n"
    $umlaut = [char]0xFC
    Check 'WindowsProcessRunner' 'batch and PowerShell run as the administrator whose password was set' {
        $names = [regex]::Matches($printed, '\\openlaunch-admin\b').Count
        if ($names -eq 2) { $true } else { "$names of 2" }
    }
    Check 'WindowsProcessRunner' 'what both print is UTF-8, without a mark before it' {
        if (-not $printed.Contains("batch-$umlaut")) { return 'batch is not' }
        if (-not $printed.Contains("powershell-$umlaut")) { return 'PowerShell is not' }
        if ($printed.Contains([string][char]0xFEFF)) { 'a byte order mark' } else { $true }
    }
    Check 'WindowsProcessRunner' 'scripts run in System32' { $printed -match '(?m)^C:\\Windows\\system32\s*$' }
    Check 'WindowsProcessRunner' 'the profile stays for a process that a script left running' {
        for ($wait = 0; $wait -lt 60 -and -not (Test-Path "$Work\child.txt"); $wait++) { Start-Sleep 1 }
        if ((Get-Content "$Work\child.txt" -ErrorAction SilentlyContinue) -eq 'True') { $true } else { 'its registry is gone' }
    }
    Check 'WindowsProcessRunner' 'a program gets its arguments as they are' {
        $got = Get-Content "$Work\program.txt"
        if ($got -eq 'a b&c') { $true } else { "$got" }
    }
    Check 'WindowsFiles' 'nothing waits for a restart to be renamed' {
        $manager = Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager'
        $waiting = @($manager.PendingFileRenameOperations -match 'OpenLaunch')
        if ($waiting.Count) { "$waiting" } else { $true }
    }
}

function Test-CloudConfig {
    Check 'WindowsFiles' 'a file of the cloud-config is written' { (Get-Content "$Work\written.txt") -eq 'written' }
    Check 'WindowsLocalAccounts' 'a user of the cloud-config is made' {
        (Get-LocalUser openlaunch-user).FullName -eq 'Acceptance'
    }
    Check 'WindowsLocalGroups' 'a group of the cloud-config is made, with its member' {
        @(Get-LocalGroupMember openlaunch-group | Where-Object { $_.Name -match '\\openlaunch-admin$' }).Count -eq 1
    }
    Check 'WindowsAuthorizedKeys' 'the key is in the file of the administrators, which is theirs alone' {
        $file = "$env:ProgramData\ssh\administrators_authorized_keys"
        $others = @((Get-Acl $file).Access | Where-Object { "$($_.IdentityReference)" -notmatch '\\(SYSTEM|Administrators)$' })
        if ($others.Count) { return "$($others[0].IdentityReference) has rights" }
        (Get-Content $file -Raw) -match 'AAAAacceptance'
    }
}
