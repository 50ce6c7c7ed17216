using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Routes;

public class TimeStatusTests
{
    private const string Printed = """
        Leap Indicator: 3(not synchronized)
        Stratum: 0 (unspecified)
        Precision: -23 (119.209ns per tick)
        Root Delay: 0.0000000s
        Root Dispersion: 0.0000000s
        ReferenceId: 0x00000000 (unspecified)
        Last Successful Sync Time: 6/19/2026 9:14:02 AM
        Source: Local CMOS Clock
        Poll Interval: 10 (1024s)
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("Source: ", "Source\u00A0: ")]
    [InlineData("Source: ", "ソース：")]
    [InlineData("\n", "\r\n\r\n")]
    public void What_w32tm_prints_is_read_in_any_language(string of, string other)
    {
        var printed = of.Length == 0 ? Printed : Printed.Replace(of, other, StringComparison.Ordinal);

        Assert.Equal(new("Local CMOS Clock", 0, "6/19/2026 9:14:02 AM"), TimeStatus.Parse(printed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("The following error occurred: Access is denied. (0x80070005)")]
    [InlineData("a\nb\nc\nd\ne\nf\ng\nh\ni")]
    public void What_is_something_else_is_refused(string printed) =>
        Assert.Throws<MachineException>(() => TimeStatus.Parse(printed));

    [Fact]
    public async Task A_simulated_machine_has_its_own_time_while_no_route_leads_to_its_source()
    {
        var machine = new TestMachine(state => state.Adapters.Add(TestMachine.Ethernet()));
        var time = new SimulatedTimeSynchronization(machine.Machine);
        var reached = await time.ReadAsync(TestContext.Current.CancellationToken);
        machine.State.Windows.TimeSource = "time.windows.com,0x9";
        var silent = await time.ReadAsync(TestContext.Current.CancellationToken);
        machine.State.Services.Clear();

        Assert.Equal(("169.254.169.123,0x9", 4), (reached.Source, reached.Stratum));
        Assert.Equal(0, silent.Stratum);
        await Assert.ThrowsAsync<MachineException>(() => time.ReadAsync(TestContext.Current.CancellationToken));
    }
}
