using System.Runtime.Versioning;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.EventLog;

namespace OpenLaunch.Windows.Tests.RealWindows;

[SupportedOSPlatform("windows")]
public class RealEventLogTests
{
    [Fact]
    public async Task An_event_is_read_back_with_its_identifier_and_its_text()
    {
        RealWindows.Demand();
        var text = $"a test wrote {Guid.NewGuid():N}";
        WindowsEventLog.Register();
        try
        {
            using (var log = WindowsEventLog.Open())
                log.Write("announceReady", EventPlace.Plan, EventSeverity.Warning, text);
            var events = await RealWindows.RunAsync("wevtutil", "query-events", "OpenLaunch", "/format:text", "/count:5", "/rd:true");
            Assert.Contains(text, events, StringComparison.Ordinal);
            Assert.Contains("Event ID: 5002", events, StringComparison.Ordinal);
        }
        finally
        {
            WindowsEventLog.Unregister();
        }
    }
}
