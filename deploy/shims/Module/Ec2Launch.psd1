# OpenLaunch shim. Installed by "openlaunch install --shims"; "openlaunch uninstall" removes files that begin with this line.
@{
    RootModule = 'Ec2Launch.psm1'
    ModuleVersion = '0.1.0'
    GUID = 'bbfef2d4-34a3-4596-bfc7-ad0826bf9626'
    Author = 'The OpenLaunch authors'
    CompanyName = 'OpenLaunch'
    Copyright = 'The OpenLaunch authors'
    Description = 'The functions of EC2Launch that are called by hand, forwarded to OpenLaunch.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('Add-Routes', 'Set-ActivationSettings')
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
