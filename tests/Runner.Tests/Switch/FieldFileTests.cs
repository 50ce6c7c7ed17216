using System.Text;

namespace OpenLaunch.Runner.Tests.Switch;

/// <summary>
/// Configuration files of EC2Launch v1, v2 and EC2Config in the forms in which they are met: what <c>validate</c> and <c>migrate</c>
/// end with and say, and that a run agrees.
/// </summary>
[EachProgram]
public sealed class FieldFileTests : IDisposable
{
    private const string Planted = "Pl4nted-Secret-Of-A-File";

    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Name, text, exit code of <c>validate</c>, what it says.</summary>
    public static TheoryData<string, string, int, string[]> AgentConfigs => new()
    {
        { "the default", Default, 0, ["valid"] },
        {
            "every task", """
                version: 1.1
                config:
                - stage: boot
                  tasks: [{ task: extendRootPartition }]
                - stage: network
                  tasks: []
                - stage: preReady
                  tasks:
                  - { task: activateWindows, inputs: { activation: { type: amazon } } }
                  - { task: setDnsSuffix, inputs: { suffixes: [$REGION.ec2-utilities.amazonaws.com, $AZ.corp.example] } }
                  - { task: setAdminAccount, inputs: { name: Administrator, password: { type: random } } }
                  - task: setWallpaper
                    inputs: { path: 'C:\Windows\Web\Wallpaper\Windows\img0.jpg', attributes: [hostName], instanceTags: [Name, Role] }
                  - task: enableOpenSsh
                  - { task: executeScript, inputs: [{ frequency: once, type: batch, runAs: localSystem, content: 'ver' }] }
                  - { task: executeProgram, inputs: [{ frequency: once, path: 'C:\p.exe', runAs: localSystem }] }
                - stage: postReady
                  tasks:
                  - { task: initializeVolume, inputs: { initialize: devices, devices: [{ device: xvdb, letter: D, partition: gpt }] } }
                  - task: optimizeEna
                  - task: enableJumboFrames
                  - { task: writeFile, inputs: [{ frequency: once, destination: 'C:\a.txt', content: a }] }
                  - task: executeScript
                    inputs: [{ frequency: always, type: powershell, runAs: admin, content: 'exit 0', arguments: [-NoProfile], detach: true }]
                  - { task: executeProgram, inputs: [{ frequency: always, path: 'C:\p.exe', arguments: [-q], runAs: localSystem }] }
                  - task: startSsm
                """, 0, ["valid"]
        },
        { "a stage that no file has", Stage("postReadyUserData", "- task: startSsm"), 78, ["there is no stage 'postReadyUserData'"] },
        {
            "the broken examples of the documentation", Stage("preReady", """
                - task: activateWindows
                    inputs:
                      activation:
                      type: amazon
                  - task: setAdminAccount
                    inputs:
                      password:
                      type: random
                """), 78, ["activation: { type: amazon }", "password: { type: random }"]
        },
        {
            "an item beside its list", Stage("postReady", """
                - task: writeFile
                    inputs:
                      - frequency: once
                      destination: C:\a.txt
                      content: text
                """), 78, ["'- '"]
        },
        { "a task twice", Stage("postReady", "- task: startSsm\n  - task: startSsm"), 78, ["twice"] },
        {
            "a map for a list", Stage("postReady", "- { task: executeScript, inputs: { frequency: once, type: powershell, runAs: admin, content: a } }"),
            78, ["executeScript takes a list"]
        },
        {
            "what no form has", "stage:\n  postReadyUserData:\n  - task: startSsm\n", 78,
            ["agent-config.yml of EC2Launch v2, which holds 'version: 1.1' and 'config:'"]
        },
        { "JSON behind a mark", "\ufeff" + """{"version":"1.1","config":[{"stage":"postReady","tasks":[{"task":"startSsm"}]}]}""", 0, ["valid"] },
        {
            "no content", Stage("postReady", "- { task: executeScript, inputs: [{ frequency: always, type: powershell, runAs: admin }] }"),
            78, ["'content'"]
        },
        {
            "neither frequency nor account", Stage("postReady", "- { task: executeScript, inputs: [{ type: batch, content: a, arguments: [-a] }] }"),
            78, ["'frequency'", "'runAs'"]
        },
        {
            "a program without account", Stage("postReady", "- { task: executeProgram, inputs: [{ frequency: always, path: 'C:\\p.exe' }] }"),
            0, ["valid"]
        },
        {
            "an encrypted password", Stage("preReady", $"- {{ task: setAdminAccount, inputs: {{ password: {{ type: encrypted, data: {Planted} }} }} }}"),
            78, ["cannot read the encrypted passwords"]
        },
        {
            "tasks of older images", Stage("preReady", "- task: installEgpuManager\n  - task: setMonitorOn\n  - task: setHibernation"),
            0, ["Elastic Graphics ended on 2024-01-08", "keepMonitorOn", "warnings"]
        },
        {
            "keys of older files", Stage("preReady", """
                - { task: setAdminAccount, inputs: { password: { type: random }, expire: true } }
                  - { task: setWallpaper, inputs: { path: 'C:\w.jpg', attributes: [hostName, memory, network] } }
                """), 0, ["'expire'", "'memory'", "'network'", "3 warnings"]
        },
        {
            "tasks without inputs", Stage("preReady", "- task: activateWindows\n  - task: setDnsSuffix\n  - task: setAdminAccount\n  - task: setWallpaper"),
            0, ["setDnsSuffix has no inputs", "setWallpaper has no inputs", "2 warnings"]
        },
        { "an attribute that there is not", Stage("preReady", "- { task: setWallpaper, inputs: { attributes: [hostname] } }"), 78, ["hostName"] },
        { "a picture elsewhere", Stage("preReady", @"- { task: setWallpaper, inputs: { path: '\\server\share\w.jpg' } }"), 78, [@"C:\Pictures\company.jpg"] },
        { "a stage for another task", Stage("postReady", "- task: setWallpaper"), 78, ["belongs in preReady"] },
        { "a task in another case", Stage("postReady", "- task: startSSM"), 78, ["did you mean 'startSsm'?"] },
        { "a version that there is not", Default.Replace("1.1", "2.0", StringComparison.Ordinal), 78, ["must be 1.0 or 1.1"] },
        { "nothing", "", 78, [] },
    };

    [Theory]
    [MemberData(nameof(AgentConfigs))]
    public async Task An_agent_config_is_judged_alike_by_validate_and_run(string what, string text, int code, string[] words)
    {
        var file = Write("agent-config.yml", text, Encoding.UTF8);

        var validated = await OpenLaunchProcess.RunAsync("validate", file);
        var run = await OpenLaunchProcess.RunAsync("run", "--simulate", "--config", file, "--state", folder.At("state"));

        var said = validated.Output + validated.Error;
        Assert.True(validated.ExitCode == code, $"{what}: {said}");
        Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
        Assert.Equal(code == 78, run.ExitCode == 78);
        Assert.DoesNotContain(Planted, said + run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_config_in_UTF_16_is_read()
    {
        var file = Write("agent-config.yml", Default.ReplaceLineEndings("\r\n"), Encoding.Unicode);

        Assert.Equal(0, (await OpenLaunchProcess.RunAsync("validate", file)).ExitCode);
    }

    /// <summary>Name, text, exit code of <c>migrate</c>, what it says.</summary>
    public static TheoryData<string, string, int, string[]> FormerFiles => new()
    {
        { "LaunchConfig.json", LaunchConfig("\"setComputerName\": true"), 0, ["setComputerName: setHostName", "setWallpaper: setWallpaper"] },
        { "LaunchConfig.json", LaunchConfig("\"SetComputerName\": false").Replace("\"a", "\"A", StringComparison.Ordinal), 0, ["setHostName, not enabled"] },
        {
            "LaunchConfig.json", LaunchConfig("\"setComputerName\": false", "Specify", $", \"adminPassword\": \"{Planted}\""),
            0, ["secret not copied"]
        },
        { "LaunchConfig.json", LaunchConfig("\"setComputerName\": false", "Random | Specify | DoNothing"), 78, ["must be Random, Specify"] },
        { "LaunchConfig.json", LaunchConfig("\"setComputerName\": \"yes\""), 78, ["must be true or false"] },
        { "LaunchConfig.json", "{ \"setComputerName\": true }", 78, ["lacks the key"] },
        {
            "DriveLetterMappingConfig.json",
            """{ "driveLetterMapping": [{ "volumeName": "A", "driveLetter": "H" }, { "volumeName": "B", "driveLetter": "H" }] }""",
            0, ["'B' is left out"]
        },
        {
            "EventLogConfig.json", """{ "events": [{ "logName": "System", "source": "", "level": "Error", "numEntries": 1000 }] }""",
            0, ["999 are the most"]
        },
        {
            "config.xml", """
                <?xml version="1.0"?><Ec2ConfigurationSettings><Plugins>
                <Plugin><Name>Ec2SetPassword</Name><State>Enabled</State></Plugin>
                <Plugin><Name>Ec2FeatureLogging</Name><State>Enabled</State></Plugin>
                <Plugin><Name>Ec2HandleUserData</Name><State>Disabled</State></Plugin></Plugins>
                <GlobalSettings><ShouldAddRoutes>false</ShouldAddRoutes></GlobalSettings></Ec2ConfigurationSettings>
                """, 1, ["no counterpart", "runUserData, not enabled", "addRoutes, not enabled"]
        },
        {
            "BundleConfig.xml", """
                <?xml version="1.0"?><BundleConfig><Property><Name>AutoSysprep</Name><Value>Yes</Value></Property></BundleConfig>
                """, 1, ["openlaunch sysprep"]
        },
        {
            "DriveLetterConfig.xml", """
                <?xml version="1.0"?><DriveLetterMapping><Mapping><VolumeName>A</VolumeName><DriveLetter>M:</DriveLetter></Mapping></DriveLetterMapping>
                """, 0, ["setDriveLetters"]
        },
        {
            "config.xml", """<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Ec2ConfigurationSettings>&x;</Ec2ConfigurationSettings>""",
            78, ["no DTD and no entities"]
        },
    };

    [Theory]
    [MemberData(nameof(FormerFiles))]
    public async Task A_file_of_an_older_agent_is_migrated_or_refused_in_either_encoding(string name, string text, int code, string[] words)
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), Encoding.Unicode])
        {
            var file = Write(name, text, encoding);
            var plan = folder.At("openlaunch.yml");

            var result = await OpenLaunchProcess.RunAsync("migrate", "--from", file, "--to", plan, "--force");

            var said = result.Output + result.Error;
            Assert.True(result.ExitCode == code, $"{name}: {said}");
            Assert.All(words, word => Assert.Contains(word, said, StringComparison.Ordinal));
            Assert.DoesNotContain(Planted, said, StringComparison.Ordinal);
            if (code == 78)
                continue;
            Assert.Equal(0, (await OpenLaunchProcess.RunAsync("validate", plan)).ExitCode);
            Assert.DoesNotContain(Planted, await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    /// <summary>The lines that build scripts hold, as they are written there.</summary>
    [Theory]
    [InlineData("EC2Launch.exe reset --clean")]
    [InlineData("ec2launch reset -c")]
    [InlineData("ec2launch.exe reset -c -b")]
    [InlineData("ec2launch.exe reset --clean=true")]
    [InlineData("EC2Launch.exe status -b")]
    [InlineData("ec2launch.exe sysprep --clean")]
    [InlineData("ec2launch.exe sysprep -c -b")]
    [InlineData("ec2launch.exe sysprep --shutdown=true --clean=true")]
    [InlineData("EC2Launch.exe validate")]
    [InlineData("EC2Launch.exe version")]
    [InlineData("EC2Launch.exe get-agent-config --format json")]
    [InlineData("EC2Launch.exe run-task add-routes --persistent")]
    public async Task A_command_line_of_a_build_script_is_none_that_is_wrong(string line)
    {
        var arguments = line.Split(' ')[1..];

        // Elsewhere than on Windows what changes Windows is refused with 64 as well, for another reason: the line itself is right.
        Assert.Empty(Commands.Ec2LaunchCommand.Create().Parse(arguments).Errors);
        if (arguments[0] is "sysprep" or "run-task")
            return;
        string[] bounded = arguments[0] == "status" ? ["--timeout", "0s"] : [];
        string[] state = arguments[0] is "version" or "validate" ? [] : ["--state", folder.Path];
        var result = await OpenLaunchProcess.RunProgramInAsync(
            folder.Path, Ec2LaunchProgram.File, [.. arguments, .. bounded, .. state]);
        Assert.True(result.ExitCode != 64, result.Error);
    }

    private string Write(string name, string text, Encoding encoding)
    {
        File.WriteAllBytes(folder.At(name), [.. encoding.GetPreamble(), .. encoding.GetBytes(text.TrimStart('\ufeff'))]);
        return folder.At(name);
    }

    private static string Stage(string stage, string tasks) =>
        $"version: 1.1\nconfig:\n- stage: {stage}\n  tasks:\n  {tasks}\n";

    private static string LaunchConfig(string computerName, string type = "Random", string more = "") => $$"""
        {
        	{{computerName}},
        	"setMonitorAlwaysOn": true, "setWallpaper": true, "addDnsSuffixList": true, "extendBootVolumeSize": true,
        	"handleUserData": true, "adminPasswordType": "{{type}}"{{more}}
        }
        """;

    private const string Default = """
        version: 1.1
        config:
        - stage: boot
          tasks:
          - task: extendRootPartition
        - stage: preReady
          tasks:
          - task: activateWindows
            inputs:
              activation:
                type: amazon
          - task: setDnsSuffix
            inputs:
              suffixes:
              - $REGION.ec2-utilities.amazonaws.com
          - task: setAdminAccount
            inputs:
              password:
                type: random
          - task: setWallpaper
            inputs:
              path: C:\ProgramData\Amazon\EC2Launch\wallpaper\Ec2Wallpaper.jpg
              attributes: [hostName, instanceId, privateIpAddress, publicIpAddress, instanceSize, availabilityZone, architecture]
        - stage: postReady
          tasks:
          - task: startSsm
        """;
}
