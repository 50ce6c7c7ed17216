using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build readies the administrator of a double of netapi32.dll for Sysprep.</summary>
[Collection(WineMachine.Collection)]
public class SysprepDoubleTests(WineMachine machine)
{
    [Fact]
    public async Task A_password_for_Sysprep_as_the_administrator_is_set_only_for_one_that_can_log_on_and_is_told_nowhere()
    {
        var netapi = await WindowsDouble.PutAsync(machine, "netapi32");
        var sysprep = new RecordingSysprep(machine);
        await sysprep.InstallAsync();
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        var folder = machine.NewFolder();
        var refused = await SysprepAsync(netapi, folder);
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains("'Administrator', who cannot log on. First enable it,", refused.Errors, StringComparison.Ordinal);
        Assert.Null(sysprep.Call);

        await using var boot = new WineBoot(machine, "  - step: setAdminAccount\n") { Doubles = netapi };
        Assert.Equal("done", (await boot.RunAsync()).OutcomeOf("setAdminAccount"));
        await netapi.TakeCallsAsync();
        var result = await SysprepAsync(netapi, folder);
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        var calls = await netapi.TakeCallsAsync();
        const string Set = "NetUserSetInfo Administrator level=1003 password=";
        var call = Assert.Single(calls, line => line.Contains("SetInfo", StringComparison.Ordinal));
        Assert.Matches(Set + ".{32} -> 0$", call);
        var password = call[Set.Length..^5];
        Assert.DoesNotContain(password, result.ToString(), StringComparison.Ordinal);

        // Wine knows no other account: its logon gives a token that cannot be used.
        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("Cannot make the environment of 'Administrator'", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Nobody knows the password of 'Administrator' now", result.Errors, StringComparison.Ordinal);
        Assert.Null(sysprep.Call);
        Assert.All(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain(password, File.ReadAllText(file), StringComparison.Ordinal));
    }

    private async Task<ProcessResult> SysprepAsync(WindowsDouble netapi, string folder)
    {
        using var process = machine.StartWith(
            netapi,
            [
                await machine.ProgramAsync(), "sysprep", "--account", "administrator", "--insecure-permissions",
                "--state", WineMachine.WindowsPath(folder),
            ]);
        return await process.EndAsync();
    }
}
