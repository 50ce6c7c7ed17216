using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build registers its services through a double of advapi32.dll.</summary>
[Collection(WineMachine.Collection)]
public class ServiceDoubleTests(WineMachine machine)
{
    private const string Watch = "ChangeServiceConfig2W failure actions, forgotten after 86400 s: 1 after 10000 ms";
    private const string Plan = $"{Watch} 1 after 10000 ms 0 after 0 ms";

    [Fact]
    public async Task The_watch_is_started_again_whenever_it_fails_and_both_services_wait_for_those_they_need()
    {
        var windows = await WindowsDouble.PutAsync(machine, "advapi32");
        await DoneAsync(windows, "install", "--service", "--watch");
        Assert.Equal(
            [
                "CreateServiceW OpenLaunch type=0x10 start=2 dependencies=EventLog,nsi account=LocalSystem",
                Plan,
                "ChangeServiceConfig2W failure actions flag 0", // a plan in which a step failed has run
                "CreateServiceW OpenLaunchWatch type=0x10 start=2 dependencies=EventLog,nsi account=LocalSystem",
                Watch,
                "ChangeServiceConfig2W failure actions flag 1",
            ],
            await windows.TakeCallsAsync());

        // An update sets all of it again.
        await DoneAsync(windows, "install", "--service", "--watch");
        Assert.Equal(
            [
                "CreateServiceW OpenLaunch type=0x10 start=2 dependencies=EventLog,nsi account=LocalSystem",
                "ChangeServiceConfigW start=0xffffffff dependencies=EventLog,nsi",
                Plan,
                "ChangeServiceConfig2W failure actions flag 0",
                "CreateServiceW OpenLaunchWatch type=0x10 start=2 dependencies=EventLog,nsi account=LocalSystem",
                "ChangeServiceConfigW start=0xffffffff dependencies=EventLog,nsi",
                Watch,
                "ChangeServiceConfig2W failure actions flag 1",
            ],
            await windows.TakeCallsAsync());
        await DoneAsync(windows, "uninstall", "--purge");
    }

    private async Task DoneAsync(WindowsDouble windows, params IEnumerable<string> arguments)
    {
        using var process = machine.StartWith(windows, [await machine.ProgramAsync(windows), .. arguments]);
        var result = await process.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
