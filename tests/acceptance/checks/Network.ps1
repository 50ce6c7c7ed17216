# Adapters, routes and time.

function Get-DefaultRoute {
    Get-NetRoute -DestinationPrefix '0.0.0.0/0' | Sort-Object { $_.RouteMetric + $_.InterfaceMetric } | Select-Object -First 1
}

# As EC2Launch v1 leaves a route behind: New-NetRoute without a store writes to both.
function Add-StaleRoute([string]$prefix) {
    $default = Get-DefaultRoute
    $stale = $default.NextHop -replace '\d+$', '253'
    Get-NetRoute -DestinationPrefix $prefix -ErrorAction SilentlyContinue | Remove-NetRoute -Confirm:$false
    New-NetRoute -DestinationPrefix $prefix -NextHop $stale -InterfaceIndex $default.InterfaceIndex -RouteMetric 15 | Out-Null
}

function Test-Route([string[]]$prefixes) {
    $gateway = (Get-DefaultRoute).NextHop
    foreach ($prefix in $prefixes) {
        $kept = @(Get-NetRoute -DestinationPrefix $prefix -PolicyStore PersistentStore -ErrorAction SilentlyContinue)
        if ($kept.Count) { return "$prefix is still persistent, through $($kept.NextHop)" }
        $active = @(Get-NetRoute -DestinationPrefix $prefix -PolicyStore ActiveStore -ErrorAction SilentlyContinue)
        if ($active.Count -ne 1 -or $active[0].NextHop -ne $gateway) {
            return "$prefix goes through '$($active.NextHop)', not through $gateway"
        }
    }
    $true
}

function Test-Network {
    $default = Get-DefaultRoute
    Check 'WindowsNetworkAdapters' 'the adapter with the default gateway is the primary one' {
        $primary = Get-Finding 'adapter' | Where-Object { $_.what -match 'is the primary one' }
        if ($primary.what -match "^Interface $($default.InterfaceIndex) ") { $true } else { "$($primary.what)" }
    }
    Check 'WindowsRouteTable' 'a route that EC2Launch left in both stores is replaced by the right one' {
        Add-StaleRoute '169.254.169.249/32'
        Invoke-Agent 'run-task', 'add-routes' | Out-Null
        Test-Route '169.254.169.249/32'
    }
    Check 'WindowsRouteTable' 'so is a persistent one of route.exe' {
        $stale = $default.NextHop -replace '\d+$', '252'
        route.exe -p add 169.254.169.249 mask 255.255.255.255 $stale | Out-Null
        Invoke-Agent 'run-task', 'add-routes' | Out-Null
        Test-Route '169.254.169.249/32'
    }
    Check 'WindowsRouteTable' 'a stale IPv6 route through a link-local gateway is removed from both stores' {
        New-NetRoute -DestinationPrefix 'fd00:ec2::123/128' -NextHop 'fe80::1' -InterfaceIndex $default.InterfaceIndex | Out-Null
        Invoke-Agent 'run-task', 'add-routes' | Out-Null
        $left = @(Get-NetRoute -DestinationPrefix 'fd00:ec2::123/128' -ErrorAction SilentlyContinue |
                Where-Object { $_.NextHop -eq 'fe80::1' })
        if ($left.Count) { "left in $($left.Store)" } else { $true }
    }
    Check 'WindowsTimeSynchronization' 'the source of the time is the one that w32tm names' {
        Start-Service w32time
        $source = ((w32tm.exe /query /source) -join '').Trim()
        $told = (Get-Finding 'time' | ForEach-Object { "$($_.what) $($_.evidence)" }) -join '; '
        if ($told.Contains($source)) { $true } else { "'$told' does not name '$source'" }
    }
    Check 'WindowsTimeSynchronization' 'w32tm is asked when routes have changed, and does as it is told' {
        Start-Service w32time
        Add-StaleRoute '169.254.169.249/32'
        $printed = (Invoke-Agent 'run-step', 'addRoutes', '--json') -join ' '
        if ($printed -match 'was not resynchronised:[^"]*') { $Matches[0] }
        elseif ($printed -match 'resynchronise the time') { $true }
        else { 'was not asked' }
    }
}
