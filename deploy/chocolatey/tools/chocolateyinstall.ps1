# Installs the installer package. What the package is to be installed with: choco install openlaunch --install-arguments='"..."',
# such as INSTALLOPTIONS=--replace-ec2launch.
$ErrorActionPreference = 'Stop'
$arguments = @{
    PackageName    = 'openlaunch'
    FileType       = 'msi'
    Url64bit       = '@URL@'
    Checksum64     = '@SHA256@'
    ChecksumType64 = 'sha256'
    SilentArgs     = '/qn /norestart'
    ValidExitCodes = @(0, 3010, 1641)
}
Install-ChocolateyPackage @arguments
