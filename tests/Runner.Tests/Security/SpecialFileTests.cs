using System.Diagnostics;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>Whoever opens a named pipe waits for its other end, for ever if need be: no verb opens one that lies in its folders.</summary>
[EachProgram]
public sealed class SpecialFileTests : IDisposable
{
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(2);

    private static readonly string[] Names =
    [
        "openlaunch.yml", "agent-config.yml", "journal.ndjson", "run.lock", "run.holder", "schedule.json", "machine.yml",
        "key-pair.pem", "settled-start", "sysprep.request", "console.log", "log/openlaunch.log", "log/status.json",
        "log/status.json.01234567.new", "userdata/last-user-data.bin", "schedule.json.01234567.new",
    ];

    private readonly StateFolder folder = new();

    public SpecialFileTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no folder of Windows holds a pipe");
        Directory.CreateDirectory(folder.At(".openlaunch/log"));
        Directory.CreateDirectory(folder.At(".openlaunch/userdata"));
        foreach (var name in Names)
            Assert.Equal(0, Pipe(folder.At($".openlaunch/{name}")));
        File.CreateSymbolicLink(folder.At(".openlaunch/run-once"), "/dev/zero");
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run --simulate")]
    [InlineData("run --simulate --insecure-permissions")]
    [InlineData("run --simulate --dry-run")]
    [InlineData("repair --simulate")]
    [InlineData("repair --simulate --check")]
    [InlineData("run-step startSsm --simulate")]
    [InlineData("watch --simulate")]
    [InlineData("doctor --simulate")]
    [InlineData("collect-logs logs.zip --simulate")]
    [InlineData("list-volumes --simulate")]
    [InlineData("timeline --state .openlaunch")]
    [InlineData("timeline --state .openlaunch --html page.html")]
    [InlineData("schedule --simulate")]
    [InlineData("schedule --simulate --per-boot")]
    [InlineData("unschedule --simulate")]
    [InlineData("reset --state .openlaunch --clean")]
    [InlineData("reset --state .openlaunch --dry-run")]
    [InlineData("sysprep --state .openlaunch")]
    [InlineData("sysprep --state .openlaunch --dry-run")]
    [InlineData("migrate --state .openlaunch")]
    [InlineData("get-agent-config --state .openlaunch")]
    [InlineData("validate")]
    [InlineData("explain addRoutes")]
    [InlineData("steps")]
    [InlineData("schema")]
    public async Task No_verb_opens_what_is_no_file_in_its_folders(string command)
    {
        var (code, error) = await RunAsync(command);

        Assert.Equal(78, code);
        Assert.Contains($"{folder.At(".openlaunch/journal.ndjson")} is a pipe.", error, StringComparison.Ordinal);
        Assert.Contains($"{folder.At(".openlaunch/log/openlaunch.log")} is a pipe.", error, StringComparison.Ordinal);
        Assert.Contains($"{folder.At(".openlaunch/userdata/last-user-data.bin")} is a pipe.", error, StringComparison.Ordinal);
        Assert.Contains($"{folder.At(".openlaunch/run-once")} is a device.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status --state .openlaunch")]
    [InlineData("status --state .openlaunch --json")]
    [InlineData("status --state .openlaunch --wait --timeout 1m")]
    public async Task Status_tells_that_the_journal_cannot_be_read(string command)
    {
        var (code, error) = await RunAsync(command);

        Assert.Equal(4, code);
        Assert.Contains($"{folder.At(".openlaunch/journal.ndjson")} is a pipe.", error, StringComparison.Ordinal);
    }

    private static int Pipe(string path)
    {
        using var made = Process.Start("mkfifo", ["-m", "600", path]);
        made.WaitForExit();
        return made.ExitCode;
    }

    private Process Start(string command) => OpenLaunchProcess.StartIn(folder.Path, command.Split(' '));

    private async Task<(int Code, string Error)> RunAsync(string command)
    {
        var token = TestContext.Current.CancellationToken;
        using var agent = Start(command);
        try
        {
            var error = agent.StandardError.ReadToEndAsync(token);
            await agent.WaitForExitAsync(token).WaitAsync(Hangs, token);
            return (agent.ExitCode, await error);
        }
        finally
        {
            agent.Kill(entireProcessTree: true);
        }
    }
}
