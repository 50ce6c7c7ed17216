using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.Tests.Scripts;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>cloud-config and the tasks of EC2Launch v2 that are neither script nor step.</summary>
public sealed class CloudConfigRunTests : IDisposable
{
    private readonly UserDataBench bench = new();
    private readonly TalkativeRunner interpreter = new();
    private readonly RecordingPrograms programs;

    public CloudConfigRunTests() => programs = new(interpreter);

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Runs_the_modules_of_cloud_config_in_the_order_of_cloud_init()
    {
        var (outcome, context) = await RunAsync("""
            #cloud-config
            runcmd:
            - echo %TIME%
            - [net, user, bob smith, /active:yes]
            ntp: { servers: [169.254.169.123], pools: [pool.ntp.org] }
            timezone: Tokyo Standard Time
            write_files:
            - path: C:\a\b.txt
              content: 日本語
            """);
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Equal(
            [
                @"write the file C:\a\b.txt (9 bytes)", "run the program 2 of 4 (tzutil.exe) as LocalSystem",
                "run the program 3 of 4 (w32tm.exe) as LocalSystem", "run the batch script 4 of 4 as LocalSystem",
            ],
            context.Changes);
        Assert.Equal("echo %TIME%\r\nnet user \"bob smith\" /active:yes\r\n", interpreter.LastScript.Content);
        Assert.Equal(
            [
                "\"tzutil.exe\" /s \"Tokyo Standard Time\"",
                "\"w32tm.exe\" /config /update /syncfromflags:manual \"/manualpeerlist:169.254.169.123 pool.ntp.org\"",
            ],
            programs.Lines);
        Assert.Equal("日本語", await ReadAsync("C/a/b.txt"));
    }

    [Theory]
    [InlineData("Asia/Tokyo", "Tokyo Standard Time")]
    [InlineData("asia/tokyo", "Tokyo Standard Time")]
    [InlineData("Europe/Berlin", "W. Europe Standard Time")]
    [InlineData("US/Pacific", "Pacific Standard Time")]
    [InlineData("Asia/Kolkata", "India Standard Time")]
    [InlineData("Asia/Calcutta", "India Standard Time")]
    [InlineData("Etc/UTC", "UTC")]
    [InlineData("UTC", "UTC")]
    [InlineData("Pacific Standard Time_dstoff", "Pacific Standard Time_dstoff")]
    public async Task Sets_a_time_zone_by_the_name_that_cloud_init_or_Windows_gives_it(string name, string ofWindows)
    {
        await RunAsync($"#cloud-config\ntimezone: {name}\n");
        Assert.Equal([CommandLine.ForProcess("tzutil.exe", ["/s", ofWindows])], programs.Lines);
    }

    [Fact]
    public async Task Leaves_the_time_servers_alone_when_they_are_switched_off()
    {
        await RunAsync("#cloud-config\nntp: { enabled: false, servers: [a] }\n");
        Assert.Empty(programs.Lines);
    }

    [Fact]
    public async Task Runs_the_host_name_as_the_step_does()
    {
        var (outcome, context) = await RunAsync("#cloud-config\nhostname: WEB-01\n");
        Assert.IsType<StepOutcome.RebootOutcome>(outcome);
        Assert.Contains("WEB-01", Assert.Single(context.Changes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_task_that_it_cannot_run_with_its_line()
    {
        var (outcome, _) = await RunAsync("version: 1.1\ntasks:\n- task: setWallpapers\n");
        Assert.StartsWith(
            "Line 3 of the user data: There is no task 'setWallpapers'; did you mean 'setWallpaper'?",
            outcome.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("permissions: '0644'\n  content: hello", "hello")]
    [InlineData("encoding: gzip\n  content: !!binary H4sIAAAAAAAC/8tIzcnJBwCGphA2BQAAAA==", "hello")]
    [InlineData("content: !!binary aGVsbG8=", "hello")]
    [InlineData("encoding: b64\n  content: aGVsbG8=", "hello")]
    [InlineData("encoding: gz+b64\n  content: H4sIAAAAAAAC/8tIzcnJBwCGphA2BQAAAA==", "hello")]
    public async Task Decodes_a_file(string inputs, string text)
    {
        await RunAsync($"#cloud-config\nwrite_files:\n- path: C:\\a.txt\n  {inputs}\n");
        Assert.Equal(text, await ReadAsync("C/a.txt"));
    }

    [Theory]
    [InlineData("encoding: b64\n  content: ???", "Line 3 of the user data: the content for 'C:\\a.txt' is not b64: ")]
    [InlineData("encoding: gz\n  content: x", "Line 3 of the user data: the content for 'C:\\a.txt' is not gz: ")]
    public async Task Says_what_it_cannot_do_with_a_file(string inputs, string message)
    {
        var (outcome, _) = await RunAsync($"#cloud-config\nwrite_files:\n- path: C:\\a.txt\n  {inputs}\n");
        Assert.StartsWith(message, Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_a_file_once_and_leaves_it_to_its_user_afterwards()
    {
        const string userData = "version: 1.1\ntasks:\n- task: writeFile\n  inputs:\n"
            + "  - { frequency: once, destination: 'C:\\a.txt', content: one }\n";
        Assert.Equal([@"write the file C:\a.txt (3 bytes)"], (await RunAsync(userData)).Context.Changes);
        await File.WriteAllTextAsync(FilePath("C/a.txt"), "two", Cancellation);
        Assert.Empty((await RunAsync(userData)).Context.Changes);

        var always = userData.Replace("once", "always", StringComparison.Ordinal);
        Assert.Equal([@"replace the file C:\a.txt (3 bytes)"], (await RunAsync(always)).Context.Changes);
        Assert.Empty((await RunAsync(always)).Context.Changes);
    }

    [Fact]
    public async Task A_program_that_asks_for_a_reboot_runs_again_after_it()
    {
        const string userData = "version: 1.1\ntasks:\n- task: executeProgram\n  inputs:\n"
            + "  - { frequency: once, path: 'C:\\setup.exe', arguments: [/quiet], runAs: localSystem }\n";
        programs.Codes.Enqueue(3010);
        Assert.IsType<StepOutcome.RebootOutcome>((await RunAsync(userData)).Outcome);
        Assert.Equal(StepOutcome.Done, (await RunAsync(userData, resumed: true)).Outcome);
        Assert.Equal(["\"C:\\setup.exe\" /quiet", "\"C:\\setup.exe\" /quiet"], programs.Lines);
    }

    [Fact]
    public void An_append_is_made_once()
    {
        var file = new FileToWrite("a", "two\n"u8.ToArray(), Append: true);
        Assert.Equal("one\ntwo\n"u8.ToArray(), file.Plan("one\n"u8.ToArray()));
        Assert.Null(file.Plan("one\ntwo\n"u8.ToArray()));
        Assert.Equal("two\n"u8.ToArray(), file.Plan(null));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("a\"b", "\"a\\\"b\"")]
    [InlineData("end \\", "\"end \\\\\"")]
    [InlineData("a\\\" b", "\"a\\\\\\\" b\"")]
    [InlineData("C:\\x\\", "C:\\x\\")]
    public void Quotes_an_argument_as_the_C_runtime_reads_it(string argument, string quoted) =>
        Assert.Equal($"\"p\" {quoted}", CommandLine.ForProcess("p", [argument]));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string FilePath(string name) => bench.FilePath(name);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(FilePath(name), Encoding.UTF8, Cancellation);

    private Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(string userData, bool resumed = false) =>
        bench.RunAsync(userData, resumed: resumed, runner: programs);

    private sealed class RecordingPrograms(IProcessRunner scripts) : IProcessRunner
    {
        public List<string> Lines { get; } = [];

        public Queue<int> Codes { get; } = [];

        public Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
        {
            if (start.Command is not ProcessCommand.Program program)
                return scripts.RunAsync(start, cancellationToken);
            Lines.Add(CommandLine.ForProcess(program.Path, program.Arguments));
            return Task.FromResult(Codes.TryDequeue(out var code) ? code : 0);
        }
    }
}
