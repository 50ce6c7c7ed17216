namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>What tools of the field send, written anew: Terraform, CloudFormation, Packer, Ansible, EKS, ECS, cloudbase-init.</summary>
internal static class PracticeCases
{
    private const string Script = "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n  - frequency: once\n    type: powershell\n";

    public static readonly FieldCase[] All =
    [
        new("Terraform installs with Chocolatey",
            "<powershell>\n$ErrorActionPreference = 'Stop'\niex ((New-Object Net.WebClient).DownloadString('https://choco.example.com/i.ps1'))\n"
            + "choco install -y 7zip\n</powershell>\n<persist>false</persist>\n", ["powershell admin once"], "done"),
        new("CloudFormation signals",
            "<script>\ncfn-init.exe -v -s arn:aws:cloudformation:x -r Web --region us-east-1\ncfn-signal.exe -e %ERRORLEVEL% --stack x\n</script>",
            ["batch admin once"], "done"),
        new("CloudFormation's function was sent with the text", "Fn::Base64: !Sub |\n  <powershell>\n  Get-Date\n  </powershell>\n",
            ["powershell admin once"], "done", "Text outside of the tags is not run"),
        new("Packer opens Windows Remote Management",
            "<powershell>\nwinrm quickconfig -q\nwinrm set \"winrm/config/winrs\" '@{MaxMemoryPerShellMB=\"300\"}'\nnet start winrm\n</powershell>\n",
            ["powershell admin once"], "done"),
        new("Ansible's listener, with line ends of Windows",
            "<powershell>\r\n$url = \"https://raw.example.com/c.ps1\"\r\npowershell.exe -File $file\r\n</powershell>\r\n",
            ["powershell admin once"], "done"),
        new("a domain is joined and the machine restarted",
            "<powershell>\nRename-Computer -NewName app1 -Force\nAdd-Computer -DomainName corp.local -Credential $c -Options JoinWithNewName "
            + "-Restart\n</powershell>", ["powershell admin once"], "done"),
        new("EKS joins its cluster",
            "<powershell>\n& $File -EKSClusterName \"c\" -KubeletExtraArgs \"--node-labels=os=windows\" 3>&1 4>&1 5>&1 6>&1\n</powershell>\n",
            ["powershell admin once"], "done"),
        new("ECS at each boot", "<powershell>\nInitialize-ECSAgent -Cluster \"c\"\n</powershell>\n<persist>true</persist>\n",
            ["powershell admin always"], "done"),
        new("the CloudWatch agent as a program and a script", """
            version: 1.1
            tasks:
              - task: executeProgram
                inputs:
                - frequency: once
                  path: C:\Windows\System32\msiexec.exe
                  arguments: ["/i", "https://downloads.example.com/agent.msi", "/qn"]
                  runAs: localSystem
              - task: executeScript
                inputs:
                - frequency: once
                  type: powershell
                  runAs: localSystem
                  content: |
                    & "C:\Program Files\Amazon\AmazonCloudWatchAgent\ctl.ps1" -a fetch-config -m ec2 -s -c ssm:cw
            """, ["executeProgram", "powershell system once"], "done"),
        new("a task in another case", Script.Replace("executeScript", "ExecuteScript", StringComparison.Ordinal) + "    content: dir\n",
            [], "failed", "did you mean 'executeScript'?"),
        new("an account in another case", Script + "    runAs: LocalSystem\n    content: dir\n", [], "failed", "did you mean 'localSystem'?"),
        new("arguments as one text", "version: 1.1\ntasks:\n- task: executeProgram\n  inputs:\n  - frequency: once\n    path: C:\\a.exe\n"
            + "    arguments: /quiet\n", [], "failed", "arguments: expected a list, found a text"),
        new("a blank of the web before a key", "version: 1.1\ntasks:\n- task: startSsm\n\u00A0\u00A0inputs: {}\n", [], "failed",
            "the indentation holds a no-break space (U+00A0) at column 1"),
        new("a script of bash", "#!/bin/bash\nyum update -y\n", [], "failed", "asks for the interpreter '/bin/bash'"),
        new("cloud-config for Linux alone", "#cloud-config\npackages:\n  - httpd\n", [], "failed", "Nothing of the #cloud-config document"),
        new("a tag with an attribute", "<powershell version=\"5\">\nGet-Date\n</powershell>\n", [], "failed", "without blanks or attributes"),
        new("a tag that closes itself", "<powershell/>\nGet-Date\n", [], "failed", "'<powershell/>' is not one"),
        new("two blocks of PowerShell", "<powershell>\nA\n</powershell>\n<powershell>\nB\n</powershell>\n",
            ["powershell admin once", "powershell admin once"], "done", "There are 2 <powershell> blocks. They run in their order"),
        new("a flag that is a number", "<powershell>\nA\n</powershell>\n<persist>1</persist>\n", ["powershell admin once"], "done",
            "holds neither 'true' nor 'false'"),
        new("an include without its hash", "#include\nhttps://example.com/a.ps1\n", [], "failed", "the SHA-256 of the file is required"),
        new("a certificate, which cloudbase-init lets log in", "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n", [], "failed",
            "is a certificate, with which cloudbase-init lets its owner log in over WinRM"),
    ];
}
