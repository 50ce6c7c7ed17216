using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build logs the administrator on, through doubles of netapi32, advapi32, userenv and kernel32.</summary>
[Collection(WineMachine.Collection)]
public class LogonDoubleTests(WineMachine machine)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Plan = """
          - step: setAdminAccount
            inputs: { password: { type: static, data: StrongPassw0rd! } }
          - step: runUserData

        """;

    private const string Script = "<script>\r\necho ran>C:\\double\\ran\r\nexit 3\r\n</script>";

    [Fact]
    public async Task A_script_runs_as_the_administrator_with_the_password_that_this_run_set()
    {
        var (doubles, boot, run) = await RunAsync("Administrator StrongPassw0rd!");
        await using var _ = boot;
        Assert.Equal(["run the batch script 1 of 1 as Administrator"], run.ChangesOf("runUserData"));
        Assert.Equal("ran", doubles.Told("ran").Trim());
        var calls = await doubles.TakeCallsAsync();
        Assert.Contains("LogonUserW Administrator domain=. type=4 provider=0 -> 0", calls);
        var start = Assert.Single(calls, call => call.StartsWith("CreateProcessAsUserW", Ordinal));
        Assert.StartsWith(@"CreateProcessAsUserW inherit=1 flags=0x8080404 variables=some folder=C:\windows\system32 size=112 ", start, Ordinal);
        Assert.EndsWith(" -> 0", start, Ordinal);
        Assert.DoesNotContain("StrongPassw0rd!", run.ToString(), Ordinal);

        // What was lent is given back.
        Assert.Equal(
            ["LoadUserProfileW Administrator flags=1 -> 0", "CreateEnvironmentBlock inherit=0", "UnloadUserProfile -> 0"],
            calls.Where(IsOfProfile));
        Assert.DoesNotContain(calls, call => call.Contains("were not freed", Ordinal));
    }

    [Fact]
    public async Task The_administrators_profile_stays_loaded_for_what_a_script_leaves_running()
    {
        var (doubles, boot, run) = await RunAsync("Administrator StrongPassw0rd!", "processes are left");
        await using var _ = boot;
        Assert.Equal(["run the batch script 1 of 1 as Administrator"], run.ChangesOf("runUserData"));
        Assert.Equal(
            ["LoadUserProfileW Administrator flags=1 -> 0", "CreateEnvironmentBlock inherit=0"],
            (await doubles.TakeCallsAsync()).Where(IsOfProfile));
    }

    [Fact]
    public async Task A_password_that_does_not_log_on_fails_the_script_with_what_to_do()
    {
        var (doubles, boot, run) = await RunAsync("Administrator another");
        await using var _ = boot;
        Assert.Equal("failed", run.OutcomeOf("runUserData"));
        Assert.Contains("Log on as a batch job", run.ToString(), Ordinal);
        Assert.False(File.Exists(doubles.At("ran")));
    }

    [Fact]
    public async Task Whoever_may_not_hand_a_token_on_runs_the_script_himself()
    {
        var (doubles, boot, run) = await RunAsync("Administrator StrongPassw0rd!", "privilege not held");
        await using var _ = boot;
        Assert.Equal("ran", doubles.Told("ran").Trim());
        Assert.Contains(await doubles.TakeCallsAsync(), call => call.EndsWith("-> 1314", Ordinal));
    }

    private static bool IsOfProfile(string call) =>
        call.Contains("UserProfile", Ordinal) || call.Contains("EnvironmentBlock", Ordinal);

    private async Task<(WindowsDouble Doubles, WineBoot Boot, WineRun Run)> RunAsync(string account, params string[] facts)
    {
        var doubles = await WindowsDouble.PutAsync(machine, "netapi32", "advapi32", "userenv", "kernel32");
        doubles.Tell("account", account);
        foreach (var fact in facts)
            doubles.Tell(fact);
        var boot = new WineBoot(machine, Plan, Script) { Doubles = doubles };
        return (doubles, boot, await boot.RunAsync());
    }
}
