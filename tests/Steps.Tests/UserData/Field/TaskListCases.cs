namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>Task lists of EC2Launch v2, as they are pasted, generated and mended by hand.</summary>
internal static class TaskListCases
{
    private const string Item = "  - frequency: once\n    type: powershell\n    runAs: localSystem\n";

    public static readonly FieldCase[] All =
    [
        new("volumes, then a detached batch, late", """
            version: 1.0
            tasks:
            - task: initializeVolume
              inputs:
                initialize: all
            - task: executeScript
              inputs:
              - frequency: always
                type: batch
                detach: true
                runAs: admin
                content: |-

                  :: fetch the tool
                  msiexec.exe /i https://downloads.example.com/tool.msi /qn
            """,
            ["initializeVolume", "batch admin always detached"], "done"),
        new("a comment behind the version", "version: 1.0 # after SSM\ntasks:\n- task: executeScript\n  inputs:\n" + Item + "    content: dir\n",
            ["powershell system once"], "done"),
        new("comments below the list",
            "version: 1.1\ntasks:\n- task: initializeVolume\n  inputs:\n    initialize: all\n#\n# - task: executeScript\n",
            ["initializeVolume"], "done"),
        new("inputs beside the task", "version: 1.1\ntasks:\n- task: setHostName\n  inputs:\n  hostName: a\n  reboot: true\n",
            [], "failed", "the keys 'hostName', 'reboot' stand beside 'task'; put them under 'inputs'"),
        new("one input beside the task", "version: 1.1\ntasks:\n- task: setHostName\n  hostName: a\n",
            [], "failed", "the key 'hostName' stands beside 'task'; put it under 'inputs'"),
        new("a script at the first column",
            "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n" + Item + "    content: |\nGet-Date\nGet-Host\n",
            [], "failed", "a script's lines after 'content: |' must be indented further"),
        new("a quote of print around an argument",
            "version: 1.1\ntasks:\n- task: executeProgram\n  inputs:\n  - frequency: always\n    path: C:\\setup.exe\n"
            + "    arguments: [‘—quiet']\n",
            ["executeProgram"], "done", "the typographic quote ‘ (U+2018)"),
        new("a dash of print before an option",
            "version: 1.1\ntasks:\n- task: executeProgram\n  inputs:\n  - frequency: always\n    path: C:\\setup.exe\n"
            + "    arguments: [–quiet]\n",
            ["executeProgram"], "done", "the dash –, which is no hyphen (U+2013)"),
        new("two documents", "---\nversion: 1.1\ntasks:\n- task: startSsm\n---\nversion: 1.1\ntasks: []\n",
            [], "failed", "a second document starts here"),
        new("merge keys", """
            version: 1.1
            tasks:
            - task: executeScript
              inputs:
              - &base
                frequency: always
                type: powershell
                runAs: localSystem
                content: Write-Output one
              - <<: *base
                content: Write-Output two
              - <<: [*base]
                type: batch
                content: echo three
            """,
            ["powershell system always", "powershell system always", "batch system always"], "done"),
        new("a script without content in JSON", """
            { "version": "1.1", "tasks": [ { "task": "executeScript", "inputs": [
              { "frequency": "always", "type": "powershell", "runAs": "localSystem" } ] } ] }
            """,
            [], "failed", "lacks the key 'content'"),
        new("a configuration beside the tasks",
            "version: 1.1\nconfig:\n- stage: postReady\ntasks:\n- task: executeScript\n  inputs:\n" + Item + "    content: dir\n",
            ["powershell system once"], "failed", "belongs to an agent's configuration file"),
        new("a task twice",
            "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n" + Item + "    content: a\n- task: startSsm\n"
            + "- task: executeScript\n  inputs:\n" + Item + "    content: b\n",
            ["powershell system once", "startSsm"], "failed", "was given on line 3 already"),
        new("a password for the administrator",
            "version: 1.1\ntasks:\n- task: setAdminAccount\n  inputs:\n    password: { type: static, data: \"Planted-Pa55word!\" }\n",
            ["setAdminAccount"], "skipped", "does not take the task 'setAdminAccount' in user data"),
        new("a host name with an underscore",
            "version: 1.1\ntasks:\n- task: setHostName\n  inputs:\n    hostName: aws_dc\n", [], "failed", "no computer can have this name"),
        new("a file into a profile",
            "version: 1.1\ntasks:\n- task: writeFile\n  inputs:\n  - frequency: always\n    destination: C:\\Users\\a\\.ssh\\authorized_keys\n"
            + "    content: ssh-ed25519 AAAA x\n",
            ["writeFile"], "done"),
        new("a path of Windows in double quotes",
            "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n" + Item + "    content: \"copy C:\\Users\\a C:\\b\"\n",
            [], "failed", "in double quotes a backslash begins an escape"),
        new("a list that is all comments", "version: 1.1\ntasks:\n- task: setDnsSuffix\n  inputs:\n    suffixes:\n    # - a.example\n",
            ["setDnsSuffix"], "skipped", "suffixes: nothing stands here"),
        new("a tab in the indentation", "version: 1.1\ntasks:\n\t- task: startSsm\n", [], "failed", "a tab in the indentation"),
        new("CR LF and a byte order mark", "\uFEFFversion: 1.1\r\ntasks:\r\n- task: initializeVolume\r\n  inputs: { initialize: all }\r\n",
            ["initializeVolume"], "done"),
        new("a list without its head", "- task: startSsm\n", [], "failed", "not a mapping with the keys 'version' and 'tasks'"),
        new("one entry of a list", "task: startSsm\n", [], "failed", "the key 'tasks' is required"),
        new("the tasks without a version", "tasks:\n- task: startSsm\n", ["startSsm"], "failed", "the key 'version' is required"),
        new("a version that is none", "version: 2.0\ntasks:\n- task: startSsm\n",
            ["startSsm"], "failed", "the key 'version' must be 1.0 or 1.1"),
        new("a configuration of the agent",
            "version: 1.0\nconfig:\n- stage: boot\n  tasks:\n  - task: extendRootPartition\n", [], "failed", "agent's configuration file"),
        new("letters in another case",
            "version: 1.1\ntasks:\n- task: ExecuteScript\n  inputs:\n" + Item + "    content: dir\n", [], "failed", "did you mean 'executeScript'?"),
    ];
}
