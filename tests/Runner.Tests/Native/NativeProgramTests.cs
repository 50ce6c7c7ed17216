using System.Text.RegularExpressions;
using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Native;

/// <summary>The native program says what the built one says, byte for byte, and comes to the same exit codes.</summary>
/// <remarks><c>deploy/native.sh</c> makes the program that OPENLAUNCH_NATIVE names; it fails at each warning of the compiler.</remarks>
[BuiltProgram("It compares the two.")]
public sealed partial class NativeProgramTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_help_of_all_verbs_is_that_of_the_built_program() => await DemandSameAsync(
        [["--help"], [], ["run", "--no-such"], ["no-such"], .. Verbs(OpenLaunchCommand.Create(), []).Select(verb => (string[])[.. verb, "--help"])]);

    [Fact]
    public async Task Steps_and_schema_are_those_of_the_built_program() => await DemandSameAsync(
    [
        ["version"], ["schema"], ["steps"], ["steps", "--markdown"], ["explain", "executeScript"], ["explain", "addUsers"],
        ["explain", "initializeVolume"], ["completion", "bash"], ["completion", "fish"], ["run-step", "writeFile", "--help"],
        ["[suggest:4]", "run-"], ["install"], ["sysprep"],
    ]);

    [Fact]
    public async Task Right_and_wrong_files_are_judged_as_by_the_built_program()
    {
        var files = Directory.EnumerateFiles(Repository.File("config"), "*.yml", SearchOption.AllDirectories)
            .ToList();
        files.Add(Written("wrong.yml", """
            version: 1
            metadata: { timeout: 5 }
            steps:
              - step: addRoute
              - step: setHostName
                frequency: sometimes
                inputs: { hostname: a_b, format: v3 }
              - step: setAdminAccount
                inputs: { password: { type: static } }
              - step: executeScript
                inputs: [{ type: powershell, content: '' }, { type: bash, content: x, timeout: 9d }]
              - step: addUsers
                inputs: { users: [{ name: 'a/b', groups: admins }], groups: {} }
              - step: initializeVolume
                inputs: { initialize: devices, devices: [{ device: xvdf, letter: dd, partition: msdos, extend: 1 }] }
              - step: writeFile
                inputs: { files: [] }
            """));
        files.Add(Written("user-data.yml", """
            version: 1.1
            tasks:
              - task: executeScript
                inputs: [{ type: batch, content: dir, runAs: localSystem }, { type: powershell, frequency: always, content: ls }]
              - task: setHostName
                inputs: { hostName: web }
              - task: noSuch
            """));
        files.Add(Written("cloud-config.yml", """
            #cloud-config
            set_timezone: Europe/Berlin
            set_hostname: a_b
            users: [{ name: ann, groups: [admins], ssh_authorized_keys: [ssh-ed25519 AAAA] }]
            write_files: [{ path: 'C:\a', content: aGk=, encoding: b64 }]
            runcmd: [dir, [echo, "a b"]]
            """));
        await DemandSameAsync(
        [
            ["validate", folder.At("missing.yml")], ["validate", "--config", files[0]],
            .. files.SelectMany(file => (string[][])[["validate", file], ["userdata", "parse", file], ["userdata", "parse", file, "--json"]]),
        ]);
    }

    [Fact]
    public async Task Boots_of_a_simulated_machine_come_to_what_those_of_the_built_program_come_to()
    {
        await DemandSameAsync(
        [
            ["status"], ["status", "--json"], ["run", "--simulate", "--json", "--dry-run", "--detailed-exitcode"], ["run", "--simulate", "--json"],
            ["run", "--simulate", "--json"], ["run", "--simulate", "--restart", "--json"], ["status"], ["status", "--json"], ["doctor", "--simulate"],
            ["doctor", "--simulate", "--json", "--all"], ["list-volumes", "--simulate"], ["repair", "--simulate", "--check", "--json"],
            [$"repair", $"--simulate={Repository.File("config", "examples", "moved-subnet.yml")}"],
            ["run-step", "setHostName", "--input", "hostName=web", "--simulate"], ["run-step", "setHostName", "--input", "hostName=a_b", "--simulate"],
            ["run", "--simulate", "--only", "nothing"], ["reset"],
        ],
        withState: true);
        foreach (var name in new[] { "machine.yml", "journal.ndjson" })
        {
            Assert.Equal(
                File.Exists(folder.At($"built/{name}")) ? Settled(await ReadAsync(folder.At($"built/{name}"))) : null,
                File.Exists(folder.At($"native/{name}")) ? Settled(await ReadAsync(folder.At($"native/{name}"))) : null);
        }
    }

    [Fact]
    public async Task Without_its_host_a_configuration_with_custom_steps_is_refused_and_told_what_to_install()
    {
        var plan = Written("plan.yml", "version: 1\nextensions:\n  - path: steps.dll\nsteps:\n  - step: announceReady\n");
        var native = Demanded();
        var validated = await ToolProcess.RunAsync(native, folder.Path, ["validate", plan]);
        var run = await ToolProcess.RunAsync(native, folder.Path, ["run", "--simulate", "--config", plan, "--state", folder.At("s")]);
        Assert.Equal((78, 78), (validated.ExitCode, run.ExitCode));
        const string told = ":3:5: extension 'steps.dll': the native openlaunch leaves custom steps to its host, which is not installed; "
            + "unpack the zip named host of the same version in the folder of openlaunch";
        Assert.Contains(told, validated.Error, StringComparison.Ordinal);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
    }

    internal static string Demanded()
    {
        var native = Environment.GetEnvironmentVariable("OPENLAUNCH_NATIVE");
        Assert.SkipWhen(
            string.IsNullOrEmpty(native), "There is no native program: make one with deploy/native.sh and name it by OPENLAUNCH_NATIVE.");
        return native;
    }

    private static IEnumerable<string[]> Verbs(System.CommandLine.Command command, string[] path) => command.Subcommands.SelectMany(
        verb => Verbs(verb, [.. path, verb.Name]).Prepend([.. path, verb.Name]));

    private async Task DemandSameAsync(string[][] commands, bool withState = false)
    {
        var native = Demanded();
        foreach (var command in commands)
        {
            var built = await AnswerAsync(AgentProgram.Built, command, withState ? "built" : null);
            var ofNative = await AnswerAsync([native], command, withState ? "native" : null);
            Assert.Equal(built, ofNative);
        }
    }

    private async Task<string> AnswerAsync(IReadOnlyList<string> program, string[] arguments, string? state)
    {
        string[] where = state is null ? [] : ["--state", folder.At(state)];
        var result = await ToolProcess.RunAsync(program[0], folder.Path, [.. program.Skip(1), .. arguments, .. where]);
        var text = $"{string.Join(' ', arguments)}\n{result.Output}\n{result.Error}\n{result.ExitCode}";
        return state is null ? text : Settled(text.Replace(folder.At(state), "STATE", StringComparison.Ordinal));
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(folder.At(name), text);
        return folder.At(name);
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Without what differs from run to run: times, durations, random names and passwords, ports.</summary>
    private static string Settled(string text) =>
        string.Join('\n', Passing().Replace(text, "…").Split('\n').Order(StringComparer.Ordinal)); // entries of a group end in any order

    [GeneratedRegex("""
        \d{8}T\d{6}Z-[0-9a-f]{4}|\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?|\d+\.\d\d\x20s|i-[0-9a-f]{17}|"milliseconds":\d+
        |(?<=passwordHash:\x20)"[^"]*"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}
        |127\.0\.0\.1:\d+|<Password>.*?</Password>
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Passing();
}
