using System.Runtime.Versioning;

namespace OpenLaunch.Runner.Tests.Switch;

/// <summary>The program under the name EC2Launch, by every form in which build scripts call it.</summary>
[UnsupportedOSPlatform("windows")]
[EachProgram]
public sealed class Ec2LaunchProgramTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>Command line, exit code, what it prints, and whether the instance was set up before.</summary>
    public static TheoryData<string, int, string, bool> Calls => new()
    {
        { "run --simulate", 0, "Ready to use", false },
        { "run --simulate --config bad.yml", 1, "", false },
        { "run -h", 0, "EC2Launch run --simulate", false },
        { "run-task add-routes --simulate", 0, "", false },
        { "run-task add-routes --persistent --simulate", 0, "", false },
        { "run-task add-routes --persistent --dry-run --simulate", 0, "", false },
        { "run-task start-ssm --simulate", 0, "", false },
        { "run-task set-host-name --simulate --dry-run", 0, "", false },
        { "run-task startSsm --simulate", 0, "", false },
        { "run-task start-sms --simulate", 1, "", false },
        { "reset", 0, "forgot the journal", true },
        { "reset --block", 0, "forgot the journal", true },
        { "reset -c", 0, "removed the logs", true },
        { "reset -c -b", 0, "removed the logs", true },
        { "reset --clean", 0, "removed the logs", true },
        { "reset --clean=true", 0, "removed the logs", true },
        { "reset --help", 0, "EC2Launch reset", false },
        { "sysprep --help", 0, "EC2Launch sysprep", false },
        { "help sysprep", 0, "EC2Launch sysprep", false },
        { "help", 0, "get-agent-config", false },
        { "status", 5, "agent is not running", false },
        { "status", 0, "agent ran successfully", true },
        { "status -b", 0, "agent ran successfully", true },
        { "status --block", 0, "agent ran successfully", true },
        { "validate", 0, "valid", false },
        { "validate bad.yml", 1, "", false },
        { "validate --help", 0, "EC2Launch validate", false },
        { "get-agent-config", 0, "version: 1", false },
        { "get-agent-config --format json", 0, "\"version\": \"1\"", false },
        { "get-agent-config -f yaml", 0, "version: 1", false },
        { "get-agent-config --config bad.yml", 78, "", false },
        { "list-volumes --simulate", 0, "volume", false },
        { "list-volumes -h", 0, "EC2Launch list-volumes", false },
        { "collect-logs --output logs.zip --simulate", 0, "logs.zip", true },
        { "collect-logs -o logs.zip --simulate", 0, "logs.zip", true },
        { "collect-logs logs.zip --simulate", 0, "logs.zip", true },
        { "version", 0, ".", false },
        { "version -h", 0, "EC2Launch version", false },
        { "settings --frequency always", 64, "", false },
        { "sysprep --no-generalize", 64, "", false },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Each_form_ends_and_speaks_as_EC2Launch_v2(string line, int code, string output, bool isSetUp)
    {
        await File.WriteAllTextAsync(folder.At("bad.yml"), "- no plan\n", TestContext.Current.CancellationToken);
        if (isSetUp)
            await OpenLaunchProcess.RunAsync("run", "--simulate", "--quiet", "--state", folder.At(".openlaunch"));

        var result = await RunAsync(line);

        Assert.True(result.ExitCode == code, $"{result}");
        Assert.Contains(output, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_that_the_plan_goes_on_after_is_no_failure()
    {
        await File.WriteAllTextAsync(folder.At("plan.yml"), """
            version: 1
            steps: [{ step: setHostName, inputs: { hostName: WEB-02 } }, { step: announceReady }]
            """, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await RunAsync("run --simulate --config plan.yml")).ExitCode);
    }

    [Fact]
    public async Task The_option_without_effect_is_told_once_as_EC2Launch_v2_tells_it()
    {
        const string Told = "Flag --block has been deprecated, behavior is the same with and without the flag.";

        Assert.Equal(Told, (await RunAsync("reset --block")).Error.Trim());
        Assert.DoesNotContain(Told, (await RunAsync("reset")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_can_be_compared_part_by_part() =>
        Assert.Matches(@"^\d+\.\d+\.\d+$", (await RunAsync("version")).Output.Trim());

    [Fact]
    public async Task What_is_no_verb_of_EC2Launch_v2_is_none_under_its_name()
    {
        var result = await RunAsync("doctor --simulate");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("See 'EC2Launch --help'.", result.Error, StringComparison.Ordinal);
    }

    private Task<ProcessResult> RunAsync(string line) =>
        OpenLaunchProcess.RunProgramInAsync(folder.Path, Ec2LaunchProgram.File, line.Split(' '));
}

/// <summary>The program under its second name, beside what it was built with.</summary>
internal static class Ec2LaunchProgram
{
    private static readonly Lazy<string> Made = new(Make);

    public static string File => Made.Value;

    private static string Make()
    {
        var source = AgentProgram.Command is [var program] ? program : Path.Combine(AppContext.BaseDirectory, "openlaunch");
        var beside = Path.GetDirectoryName(source)!;
        var isAlone = !System.IO.File.Exists(Path.Combine(beside, "openlaunch.dll")); // a native one
        var file = Path.Combine(isAlone ? Directory.CreateTempSubdirectory("openlaunch-").FullName : beside, "EC2Launch");
        System.IO.File.Copy(source, file + ".new", overwrite: true);
        System.IO.File.Move(file + ".new", file, overwrite: true);
        return file;
    }
}
