using System.Diagnostics;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Native;

/// <summary>The native program hands a command with custom steps to the host beside it, and whoever called it sees no difference.</summary>
[BuiltProgram("It starts the native program beside a host of its own.")]
public sealed class NativeHostTests : IDisposable
{
    private const string Waiting =
        """
        [Step("wait", "Waits.")]
        public sealed class WaitStep : Step<NoInputs>
        {
            public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
            {
                await context.ChangeAsync("wait", token => Task.Delay(TimeSpan.FromMinutes(2), TimeProvider.System, token), cancellationToken);
                return StepOutcome.Done;
            }
        }
        """;

    private readonly ExtensionFolder folder = new();
    private readonly StateFolder program = new();

    public void Dispose()
    {
        folder.Dispose();
        program.Dispose();
    }

    [Fact]
    public async Task A_custom_step_is_listed_validated_described_and_run_as_by_the_built_program()
    {
        var native = Installed();
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure(["Greet.dll"], "  - step: greet\n    inputs: { whom: 'A \"d\" a', times: 2 }");
        string[][] commands =
        [
            ["steps", "--config", "openlaunch.yml"], ["schema", "--config", "openlaunch.yml"], ["validate", "openlaunch.yml"],
            ["validate", "--json", "openlaunch.yml"], ["explain", "greet", "--config", "openlaunch.yml"],
            ["run-step", "greet", "--help", "--config", "openlaunch.yml"], ["run", "--no-such"],
            ["run", "--simulate", "--dry-run", "--detailed-exitcode", "-q", "--config", "openlaunch.yml", "--state", "none"],
            ["run-step", "greet", "--input", "whom=a b", "--simulate", "--dry-run", "-q", "--config", "openlaunch.yml", "--state", "none"],
        ];

        foreach (var command in commands)
            Assert.Equal(await AnswerAsync(AgentProgram.Built, command), await AnswerAsync([native], command));
        var run = await ToolProcess.RunAsync(
            native, folder.Path, ["run", "--simulate", "--json", "--config", "openlaunch.yml", "--state", "state"]);
        Assert.Contains("\"changes\":[\"greet A \\\"d\\\" a\",\"greet A \\\"d\\\" a\"]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_with_custom_steps_is_refused_for_it_can_be_read_only_once()
    {
        var native = Installed();
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure([folder.Path + "/Greet.dll"], "  - step: greet\n    inputs: { whom: A }");
        var run = await ToolProcess.RunAsync("bash", folder.Path, ["-c", $"'{native}' validate <(cat openlaunch.yml)"]);
        Assert.Equal(78, run.ExitCode);
        Assert.Contains(":3:5: the host of custom steps reads the configuration once more", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_piped_into_the_program_is_read_by_the_host()
    {
        var native = Installed();
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure([folder.Path + "/Greet.dll"], "  - step: greet\n    inputs: { whom: A }");
        const string Data = "version: 1.1\ntasks:\n- task: greet\n  inputs:\n    whom: A\n";
        var parse = await ToolProcess.RunAsync(
            "bash", folder.Path, ["-c", $"printf '%s' '{Data}' | '{native}' userdata parse - --json --config openlaunch.yml"]);
        Assert.True(parse.ExitCode == 0, parse.Output + parse.Error);
        Assert.Contains("\"greet\"", parse.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_of_another_version_is_refused_with_what_to_install()
    {
        var native = program.At("openlaunch");
        File.Copy(NativeProgramTests.Demanded(), native);
        HostOf(typeof(FactAttribute).Assembly.Location);
        await folder.CompileAsync("Greet", Sources.Greet);
        folder.Configure([folder.Path + "/Greet.dll"], "  - step: greet\n    inputs: { whom: A }");
        foreach (var command in (string[][])[["validate", "openlaunch.yml"], ["run", "--simulate", "--config", "openlaunch.yml"]])
        {
            var refused = await ToolProcess.RunAsync(native, folder.Path, command);
            Assert.Equal(78, refused.ExitCode);
            Assert.Contains("openlaunch.yml:3:5: the host of custom steps in ", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_version_of_a_host_is_that_of_its_library()
    {
        Assert.Null(ExtensionHost.Mismatch(program.Path));
        HostOf(AgentProgram.Built[1]);
        Assert.Null(ExtensionHost.Mismatch(program.Path));
        HostOf(typeof(FactAttribute).Assembly.Location);
        Assert.Matches(
            @"host is of version 4\.\d+\.\d+, and this openlaunch of version 0\.\d+\.\d+; unpack the zip named host of version 0\.",
            ExtensionHost.Mismatch(program.Path));
        File.Delete(program.At("host/openlaunch.dll"));
        Assert.Contains("host is of no version", ExtensionHost.Mismatch(program.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_signal_reaches_the_step_and_the_run_ends_in_order(string signal)
    {
        var native = Installed();
        await folder.CompileAsync("Wait", Waiting);
        folder.Configure(["Wait.dll"], "  - step: wait");
        using var run = Process.Start(new ProcessStartInfo(
            "env", ["--default-signal=INT,HUP", native, "run", "--simulate", "--json", "--config", folder.ConfigurationPath, "--state", folder.StatePath])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var token = TestContext.Current.CancellationToken;
        var (output, error) = (run.StandardOutput.ReadToEndAsync(token), run.StandardError.ReadToEndAsync(token));
        var journal = Path.Combine(folder.StatePath, "journal.ndjson");
        while (!File.Exists(journal) || !(await ReadAsync(journal)).Contains("\"change\"", StringComparison.Ordinal))
        {
            Assert.False(run.HasExited);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        using (var kill = Process.Start("kill", [$"-{signal}", $"{run.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\"outcome\":\"failed\"", await output, StringComparison.Ordinal);
        Assert.NotEmpty(await error);
        Assert.Contains("\"kind\":\"end\"", await ReadAsync(journal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_registered_with_Windows_is_the_native_program()
    {
        string native = program.At("openlaunch.exe"), host = program.At("host/openlaunch.exe");
        Assert.Equal(native, ExtensionHost.RegisteredFor(host, _ => true));
        Assert.Equal(host, ExtensionHost.RegisteredFor(host, _ => false));
        Assert.Equal(native, ExtensionHost.RegisteredFor(native, _ => true));
    }

    /// <summary>The native program in a folder of its own, with what was built beside the tests as its host.</summary>
    private string Installed()
    {
        var native = program.At("openlaunch");
        File.Copy(NativeProgramTests.Demanded(), native);
        Directory.CreateSymbolicLink(program.At("host"), BuildPaths.Output);
        return native;
    }

    /// <summary>A host in which another library has the name of the program's.</summary>
    private void HostOf(string library)
    {
        Directory.CreateDirectory(program.At("host"));
        File.WriteAllText(program.At("host/openlaunch"), "must not be started");
        File.Copy(library, program.At("host/openlaunch.dll"), overwrite: true);
    }

    private async Task<string> AnswerAsync(IReadOnlyList<string> command, string[] arguments)
    {
        var result = await ToolProcess.RunAsync(command[0], folder.Path, [.. command.Skip(1), .. arguments]);
        return $"{string.Join(' ', arguments)}\n{result.Output}\n{result.Error}\n{result.ExitCode}";
    }

    private static async Task<string> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await new StreamReader(file).ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
