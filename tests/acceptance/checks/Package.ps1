# The installer package and what it leaves on the machine.

$bootTask = 'OpenLaunch - Instance Initialization'

function Install-Package([string]$options = '') {
    $arguments = "/i `"$Msi`" /qn /norestart /l*v `"$Work\install.log`" INSTALLOPTIONS=`"$options`""
    $install = Start-Process msiexec.exe $arguments -Wait -PassThru
    Check 'Package' "is installed silently $options".TrimEnd() {
        if ($install.ExitCode -eq 0) { $true } else { "msiexec ended with $($install.ExitCode)" }
    }
}

function Remove-Package {
    $remove = Start-Process msiexec.exe "/x `"$Msi`" /qn /norestart UNINSTALLOPTIONS=`"--purge`"" -Wait -PassThru
    Check 'Package' 'is removed and leaves nothing but the logs' {
        if ($remove.ExitCode -ne 0) { return "msiexec ended with $($remove.ExitCode)" }
        if (Test-Path $program) { return 'the program is left' }
        if (Get-Service OpenLaunch*) { return 'a service is left' }
        if (Get-ScheduledTask 'OpenLaunch*' -ErrorAction SilentlyContinue) { return 'the boot task is left' }
        $left = @(Get-ChildItem $data | Where-Object { $_.Name -ne 'log' })
        if ($left.Count) { "left: $left" } else { $true }
    }
    net.exe user openlaunch-admin /delete | Out-Null
    net.exe user openlaunch-user /delete | Out-Null
    net.exe localgroup openlaunch-group /delete | Out-Null
}

function Test-Installation {
    Check 'WindowsEventLog' 'is registered with a message file that is there' {
        Test-Path (Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Services\EventLog\OpenLaunch\OpenLaunch').EventMessageFile
    }
    Check 'WindowsSearchPath' 'PATH has the program and still expands its variables' {
        $key = Get-Item 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager\Environment'
        $kind = $key.GetValueKind('Path')
        $path = $key.GetValue('Path', '', 'DoNotExpandEnvironmentNames')
        if ($kind -eq 'ExpandString' -and $path -match 'OpenLaunch') { $true } else { "$kind $path" }
    }
    Check 'WindowsFolderPermissions' 'only SYSTEM and Administrators may write what the agent reads' {
        $writes = [Security.AccessControl.FileSystemRights]'WriteData, AppendData, Delete, ChangePermissions, TakeOwnership'
        $others = @(Get-Item $data; Get-ChildItem $data -Recurse -Force) | Get-Acl | ForEach-Object { $_.Access } | Where-Object {
            $_.AccessControlType -eq 'Allow' -and ($_.FileSystemRights -band $writes) -and
                "$($_.IdentityReference)" -notmatch '\\(SYSTEM|Administrators)$'
        }
        if (@($others).Count -eq 0) { $true } else { "$($others[0].IdentityReference) has $($others[0].FileSystemRights)" }
    }
    Check 'WindowsBootTask' 'runs as SYSTEM at each start, at normal priority and without a time limit' {
        $task = Get-ScheduledTask $bootTask
        $found = "$($task.Principal.UserId) $($task.Settings.Priority) $($task.Settings.ExecutionTimeLimit) " +
            $task.Triggers[0].CimClass.CimClassName
        if ($found -match '^(SYSTEM|S-1-5-18) 4 PT0S MSFT_TaskBootTrigger$') { $true } else { $found }
    }
    Check 'WindowsBootTask' 'is disabled and enabled by schedule' {
        Invoke-Agent 'schedule', '--never' | Out-Null
        $never = (Get-ScheduledTask $bootTask).State
        Invoke-Agent 'schedule', '--once' | Out-Null
        $once = (Get-ScheduledTask $bootTask).State
        Invoke-Agent 'schedule', '--never' | Out-Null
        if ("$never $once" -eq 'Disabled Ready') { $true } else { "$never, then $once" }
    }
    Check 'WindowsSysprepFacts' 'a restart that Windows waits for keeps Sysprep from starting' {
        # A script that fails before anything is altered, should the mark not be seen.
        $before = "$data\config\before-sysprep.cmd"
        $kept = Get-Content $before -Raw
        Set-Content $before "@exit 1"
        $key = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired'
        $isThere = Test-Path $key
        if (-not $isThere) { New-Item $key -Force | Out-Null }
        $printed = Invoke-Agent 'sysprep', '--wait', '1s' -codes 1
        if (-not $isThere) { Remove-Item $key }
        Set-Content $before $kept
        if ("$printed" -match 'Windows must restart') { $true } else { "$printed" }
    }
}
