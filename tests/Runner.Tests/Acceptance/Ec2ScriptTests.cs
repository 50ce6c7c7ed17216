using System.Diagnostics;
using System.Runtime.Versioning;

namespace OpenLaunch.Runner.Tests.Acceptance;

/// <summary>The script that makes an image and starts it in another subnet, before a stand-in for the AWS CLI.</summary>
[UnsupportedOSPlatform("windows")]
[BuiltProgram("It is about a script, and starts no program.")]
public sealed class Ec2ScriptTests : IDisposable
{
    private const string Passed = "ACCEPT WINDOWS 20348.1 | x | Server | Verify\r\nACCEPT PASS WindowsDisks | grown\r\n";
    private const string End = "ACCEPT end\r\n";

    private static readonly string Script = Repository.File("tests", "acceptance", "ec2.sh");

    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-ec2-").FullName;

    public Ec2ScriptTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "made"));
        Write("package.msi", "a package");
        Write("builder-console", "Windows is Ready to use\r\n");
        Write("copy-console", Passed + End);
        Write("password", "a password");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    public async Task Each_version_and_mode_is_seen_and_all_that_was_made_is_taken_away(string parallel)
    {
        var result = await RunAsync([new("PARALLEL", parallel)], "2022", "2016-Core");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Empty(Made());
        foreach (var one in new[] { "2022-plain", "2022-sysprep", "2016-Core-plain", "2016-Core-sysprep" })
        {
            const string Lines = "WINDOWS 20348.1 | x | Server | Verify\nPASS WindowsDisks | grown\n";
            Assert.Contains($"== {one}\n{Lines}", result.Output, Ordinal);
        }

        Assert.Contains("Windows_Server-2016-English-Core-Base", Calls(), Ordinal);
        Assert.Contains("--ipv6-cidr-block 2001:db8:12:3402::/64", Calls(), Ordinal);
    }

    [Theory]
    [InlineData("copy-console", Passed + "ACCEPT FAIL WindowsReboot | once | 2\r\n" + End, "FAIL WindowsReboot | once | 2")]
    [InlineData("copy-console", Passed, "FAIL Agent | the instance tells of its checks")]
    [InlineData("builder-console", "ACCEPT FAIL Package | is installed | 1603\r\n", "FAIL Package | is installed | 1603")]
    [InlineData("password", "", "FAIL WindowsLocalAccounts | get-password-data")]
    [InlineData("no-capacity", "", "FAIL Agent | 2022 plain is seen to its end | it broke off")]
    public async Task What_fails_is_told_by_the_exit_code_and_leaves_nothing(string file, string content, string told)
    {
        Write(file, content);
        var result = await RunAsync([new("MODES", "plain")]);
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains(told, result.Output, Ordinal);
        Assert.Empty(Made());
    }

    [Fact]
    public async Task An_interrupt_leaves_nothing()
    {
        Write("copy-console", "not yet");
        using var process = Start([new("POLL", "1")], []);
        while (!File.Exists(Path.Combine(folder, "calls")) || !Calls().Contains("i-copy", Ordinal))
        {
            Assert.False(process.HasExited, "The script ended before it was interrupted.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }

        Assert.NotEmpty(Made());
        using var interrupt = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        var result = await EndAsync(process);
        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.Empty(Made());
    }

    [Fact]
    public async Task On_request_everything_is_left_and_its_name_is_told()
    {
        var result = await RunAsync([new("KEEP", "1"), new("MODES", "plain")]);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(Made(), made => made.StartsWith("vpc-", Ordinal));
        Assert.Contains("left: all that has the tag openlaunch-acceptance-", result.Error, Ordinal);
    }

    [Fact]
    public async Task The_linter_of_shell_scripts_has_nothing_to_say()
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, "shellcheck")));
        Assert.SkipUnless(isThere, "shellcheck is not installed (package shellcheck).");
        string[] scripts =
        [
            Script, Repository.File(".ci", "run"), Repository.File("tests", "Runner.Tests", "Acceptance", "aws"),
            .. new[] { "deploy", "bench" }.SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), "*.sh")),
        ];
        var result = await EndAsync(Process.Start(new ProcessStartInfo("shellcheck", ["--severity=warning", .. scripts])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(folder, file), content);

    private string Calls() => File.ReadAllText(Path.Combine(folder, "calls"));

    private IEnumerable<string> Made() => Directory.EnumerateFiles(Path.Combine(folder, "made")).Select(Path.GetFileName)!;

    private async Task<ProcessResult> RunAsync(
        IEnumerable<KeyValuePair<string, string>> settings, params IEnumerable<string> versions)
    {
        using var process = Start(settings, versions);
        return await EndAsync(process);
    }

    private Process Start(IEnumerable<KeyValuePair<string, string>> settings, IEnumerable<string> versions)
    {
        var start = new ProcessStartInfo("bash", [Script, "package.msi", .. versions])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        var standIn = Repository.File("tests", "Runner.Tests", "Acceptance");
        start.Environment["PATH"] = $"{standIn}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["STAND_IN"] = folder;
        start.Environment["POLL"] = "0";
        start.Environment.Remove("AWS_REGION");
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<ProcessResult> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return new ProcessResult(process.ExitCode, await output, await error);
    }
}
