# The machine that an image is made of.

function Initialize-Image {
    Install-Package '--replace-ec2launch --watch'
    Copy-Item "$PSScriptRoot\..\image.yml" "$data\config\openlaunch.yml" -Force
    # What an instance carries along that lived in another subnet.
    foreach ($prefix in '169.254.169.254/32', '169.254.169.250/32', '169.254.169.251/32') { Add-StaleRoute $prefix }
    cscript.exe //nologo //b "$env:SystemRoot\System32\slmgr.vbs" /skms 192.0.2.1
}

function Stop-Builder {
    if ($Mode -eq 'sysprep') {
        & $program sysprep --shutdown
        return
    }
    & $program schedule --once
    Stop-Computer -Force
}
