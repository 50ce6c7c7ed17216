using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.HostName;
using OpenLaunch.Steps.Tests.Engine;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>One rule of "once" for the tasks of user data, whatever their kind.</summary>
public sealed class OnceTests : IDisposable
{
    private const string Head = "version: 1.1\ntasks:\n";

    private readonly UserDataBench bench = new();

    public static TheoryData<string> Kinds =>
    [
        "- task: setHostName\n  inputs: { hostName: NAME, reboot: false }\n",
        "- task: writeFile\n  inputs: [{ frequency: once, destination: 'C:\\a', content: NAME }]\n",
        "- task: executeScript\n  inputs: [{ frequency: once, type: batch, content: NAME }]\n",
        "- task: executeProgram\n  inputs: [{ frequency: once, path: NAME }]\n",
        "- task: addUsers\n  inputs: { users: [{ name: NAME }] }\n",
    ];

    public void Dispose() => bench.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_ran_does_not_run_again_and_says_since_when(string task)
    {
        Assert.Equal(StepOutcome.Done, (await RunAsync(task, "one")).Outcome);
        var (outcome, second) = await RunAsync(task, "one");
        Assert.Contains(" 1 of 1", Reason(outcome), StringComparison.Ordinal);
        Assert.Contains("ran on this instance", Reason(outcome), StringComparison.Ordinal);
        Assert.Empty(second.Changes);
    }

    [Theory]
    [InlineData("- task: executeScript\n  inputs: [{ frequency: once, type: batch, content: NAME }]\n")]
    [InlineData("- task: executeProgram\n  inputs: [{ frequency: once, path: NAME }]\n")]
    public async Task What_the_disk_kept_from_beginning_has_not_failed_and_runs_when_the_disk_lets_it(string task)
    {
        var log = Path.GetDirectoryName(bench.LogFile(""))!;
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, "a file where the folder belongs", TestContext.Current.CancellationToken);
        for (var boot = 0; boot < 5; boot++)
        {
            var (refused, _) = await RunAsync(task, "one");
            Assert.Contains("was not run: ", Assert.IsType<StepOutcome.FailedOutcome>(refused).Message, StringComparison.Ordinal);
        }

        File.Delete(log);

        Assert.Equal(StepOutcome.Done, (await RunAsync(task, "one")).Outcome);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Text_that_changed_does_not_run_and_says_so(string task)
    {
        await RunAsync(task, "one");
        var (outcome, second) = await RunAsync(task, "two");
        Assert.Contains("is not the one that this instance has run", Reason(outcome), StringComparison.Ordinal);
        Assert.Contains(Reason(outcome), second.Reports);
        Assert.Empty(second.Changes);
        Assert.NotEmpty((await RunAsync(task, "two", force: true)).Context.Changes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_interrupted_three_times_in_a_row_fails_by_its_name_and_what_stands_behind_it_runs(string task)
    {
        var behind = task.Contains("executeScript", StringComparison.Ordinal) ? "- task: startSsm\n"
            : "- task: executeScript\n  inputs: [{ frequency: once, type: batch, content: behind }]\n";
        for (var attempt = 1; attempt <= 3; attempt++)
            await bench.CutPowerAsync(Text(task + behind, "one"));
        Assert.EndsWith(", attempt 3 of 3", bench.Kept[StepContext.AttemptKey], StringComparison.Ordinal);
        var (outcome, last) = await RunAsync(task + behind, "one");
        Assert.Contains(" 1 of 2", outcome.Explanation, StringComparison.Ordinal);
        Assert.Contains("was interrupted 3 times in a row", outcome.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain(last.Changes, change => change.Contains("one", StringComparison.Ordinal));
        Assert.Equal(behind.Contains("executeScript", StringComparison.Ordinal) ? ["batch as LocalSystem"] : [], bench.Scripts);
    }

    [Fact]
    public async Task What_failed_runs_again_only_when_that_is_asked_for()
    {
        const string task = "- task: setHostName\n  inputs: { hostName: one, reboot: false }\n";
        Action<IServiceCollection> broken = services =>
            services.AddSingleton<IComputerName>(_ => throw new UnauthorizedAccessException("access is denied"));
        var metadata = new TestMetadata { UserData = Head + task };
        Assert.IsType<StepOutcome.FailedOutcome>((await bench.RunAsync(metadata, change: broken)).Outcome);
        Assert.Contains("retryFailed: true", Reason((await bench.RunAsync(metadata)).Outcome), StringComparison.Ordinal);
        var (outcome, context) = await bench.RunAsync(metadata, new() { RetryFailed = true });
        Assert.Equal(StepOutcome.Done, outcome);
        Assert.Single(context.Changes);
    }

    [Fact]
    public async Task What_an_earlier_version_ran_in_another_place_does_not_run_again()
    {
        // That version gave a place to a task which it could not run, and to one with a key too many.
        const string userData = Head + "- task: setWallpapers\n- task: startSsm\n  input: {}\n"
            + "- task: executeScript\n  inputs:\n  - { frequency: once, type: batch, runAs: localSystem, content: a }\n"
            + "  - { frequency: once, type: batch, runAs: localSystem, content: b }\n"
            + "- task: executeProgram\n  inputs: [{ frequency: once, path: c }]\n";
        bench.Kept["userData"] = Hash(userData);
        bench.Kept["script3"] = $"{Hash("a")} finished 0";
        bench.Kept["program5"] = $"{Hash("executeProgram{frequency\0\u0001once\0path\0\u0001c\0}")} finished 0";

        var (_, context) = await bench.RunAsync(userData);

        Assert.Equal(["run the batch script 2 of 3 as LocalSystem"], context.Changes);
    }

    [Fact]
    public async Task The_same_script_twice_is_two_scripts()
    {
        const string userData = Head + "- task: executeScript\n  inputs:\n  - { frequency: once, type: batch, content: a }\n"
            + "  - { frequency: once, type: batch, content: a }\n";
        bench.Kept["userData"] = Hash(userData);
        bench.Kept["script1"] = $"{Hash("a")} finished 0";

        Assert.Equal(["run the batch script 2 of 2 as LocalSystem"], (await bench.RunAsync(userData)).Context.Changes);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Reason(StepOutcome outcome) => Assert.IsType<StepOutcome.SkippedOutcome>(outcome).Reason;

    private static string Text(string task, string name) => Head + task.Replace("NAME", name, StringComparison.Ordinal);

    private Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(string task, string name, bool force = false) =>
        bench.RunAsync(Text(task, name), force: force);
}
