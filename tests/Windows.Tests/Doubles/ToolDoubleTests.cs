using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>What is read and set by the tools of Windows, with tools that record how they are called.</summary>
[Collection(WineMachine.Collection)]
public class ToolDoubleTests(WineMachine machine)
{
    [Fact]
    public async Task The_monitor_is_kept_on_by_the_names_that_powercfg_has_for_it()
    {
        var windows = await WindowsDouble.PutAsync(machine);
        await windows.PutToolAsync("powercfg.exe");
        windows.Tell("powercfg.exe output", """
            GUID des Energieschemas: 381b4222-f694-41f0-9685-ff5bb260df2e  (Ausbalanciert)
                Mögliche Einstellung (Maximum): 0xffffffff
              Index der aktuellen Wechselstromeinstellung: 0x00000258
              Index der aktuellen Gleichstromeinstellung: 0x0000012c
            """);
        await using var boot = new WineBoot(machine, "  - step: keepMonitorOn\n") { Doubles = windows };

        var run = await boot.RunAsync();

        Assert.Equal("done", run.OutcomeOf("keepMonitorOn"));
        Assert.Equal(
            [
                "powercfg.exe /query SCHEME_CURRENT SUB_VIDEO VIDEOIDLE",
                "powercfg.exe /setacvalueindex SCHEME_CURRENT SUB_VIDEO VIDEOIDLE 0",
                "powercfg.exe /setdcvalueindex SCHEME_CURRENT SUB_VIDEO VIDEOIDLE 0",
                "powercfg.exe /setactive SCHEME_CURRENT",
            ],
            (await windows.TakeCallsAsync()).Where(call => call.StartsWith("powercfg", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_instance_that_was_launched_to_hibernate_gets_its_file_and_its_button()
    {
        var windows = await WindowsDouble.PutAsync(machine);
        await windows.PutToolAsync("powercfg.exe");
        windows.Tell("powercfg.exe output", """
              Index der aktuellen Wechselstromeinstellung: 0x00000001
              Index der aktuellen Gleichstromeinstellung: 0x00000001
            """);
        await using var boot = new WineBoot(machine, "  - step: setHibernation\n") { Doubles = windows };
        boot.LetHibernate();

        var run = await boot.RunAsync();

        Assert.Equal("done", run.OutcomeOf("setHibernation"));
        Assert.Equal(
            [
                "powercfg.exe /hibernate on",
                "powercfg.exe /hibernate /size 100",
                "powercfg.exe /query SCHEME_CURRENT SUB_BUTTONS SBUTTONACTION",
                "powercfg.exe /setacvalueindex SCHEME_CURRENT SUB_BUTTONS SBUTTONACTION 2",
                "powercfg.exe /setdcvalueindex SCHEME_CURRENT SUB_BUTTONS SBUTTONACTION 2",
                "powercfg.exe /setactive SCHEME_CURRENT",
            ],
            (await windows.TakeCallsAsync()).Where(call => call.StartsWith("powercfg", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Events_are_asked_of_wevtutil_with_their_texts_and_printed_on_the_console()
    {
        var windows = await WindowsDouble.PutAsync(machine);
        await windows.PutToolAsync("wevtutil.exe");
        windows.Tell("wevtutil.exe output", """
            <Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='disk'/>
            <EventID>7</EventID><Level>2</Level><TimeCreated SystemTime='2026-11-26T13:00:00.000000000Z'/><Channel>System</Channel>
            </System><RenderingInfo Culture='en-US'><Message>The device has a bad block.</Message><Level>Error</Level></RenderingInfo>
            </Event></Events>
            """);
        await using var boot = new WineBoot(
            machine, "  - step: sendEventLogs\n    inputs: { events: [{ logName: System, source: disk }] }\n") { Doubles = windows };

        var run = await boot.RunAsync();

        Assert.Equal("done", run.OutcomeOf("sendEventLogs"));
        var call = Assert.Single(
            await windows.TakeCallsAsync(), call => call.StartsWith("wevtutil", StringComparison.Ordinal));
        Assert.Contains("*[System[(Level=2) and Provider[@Name='disk']]]", call, StringComparison.Ordinal);
        Assert.Contains("/c:3 /rd:true /f:RenderedXml /e:Events", call, StringComparison.Ordinal);
        Assert.Contains(
            "EventLogEntry: System  Error  disk  11/26/2026 01:00:00 PM  The device has a bad block.", File.ReadAllText(boot.ConsolePath),
            StringComparison.Ordinal);
    }
}
