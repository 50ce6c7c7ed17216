using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.EnaAdapters;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.EnaAdapters;

public class EnaAdapterTests
{
    private const string Class = @"HKLM\SYSTEM\CurrentControlSet\Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1514,9014,9015", "", "9015")]
    [InlineData("1514,9014", "", "9014")]
    [InlineData("1514,9015", "mtu: 1500", "1514")]
    public async Task The_frame_is_one_that_the_driver_offers(string offered, string inputs, string frame)
    {
        await using var bench = StepBench.For<EnableJumboFramesStep>();
        AddEna(bench.Machine, "0001");
        bench.Machine.Registry[$@"{Class}\0001\Ndi\Params\*JumboPacket\enum"] = offered.Split(',').ToDictionary(size => size, _ => "");

        (await bench.RunAsync(inputs, Token)).ShouldBeDone().ShouldChange(
            $"set the largest frame of Amazon Elastic Network Adapter to {frame}");
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
        Assert.Equal(frame, bench.Machine.Registry[$@"{Class}\0001"]["*JumboPacket"]);
    }

    [Fact]
    public async Task An_adapter_that_offers_none_is_left_alone()
    {
        await using var bench = StepBench.For<EnableJumboFramesStep>();
        AddEna(bench.Machine, "0001");
        bench.Machine.Registry[$@"{Class}\0002"] = new() { ["DriverDesc"] = "TAP-Windows Adapter V9" };

        (await bench.RunAsync("", Token)).ShouldBeSkipped("no Elastic Network Adapter of this machine offers jumbo frames");
    }

    [Fact]
    public async Task Up_to_16_processors_there_is_nothing_to_spread()
    {
        await using var bench = StepBench.For<OptimizeEnaStep>();
        AddEna(bench.Machine, "0001");
        AddProcessors(bench.Machine, 16);

        (await bench.RunAsync("", Token)).ShouldBeSkipped("the machine has 16 processors").ShouldChangeNothing();
    }

    /// <summary>An administrator who runs the step by hand may not open what Windows keeps for itself beside the drivers.</summary>
    [Fact]
    public void Only_the_keys_of_drivers_are_looked_into()
    {
        var state = new MachineState { ComputerName = "EC2AMAZ-4F7Q2MK" };
        AddEna(state, "0001");
        AddEna(state, "Properties");
        var registry = new SimulatedRegistry(new SimulatedMachine(state, new ChangeScope()));
        Assert.EndsWith(@"\0001", Assert.Single(AdapterKeys.OfEna(registry)).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_adapters_get_processors_of_their_own_with_one_restart()
    {
        await using var bench = StepBench.For<OptimizeEnaStep>();
        AddEna(bench.Machine, "0001");
        AddEna(bench.Machine, "0002");
        AddProcessors(bench.Machine, 32);

        (await bench.RunAsync("", Token)).ShouldRebootAndBeDone();

        Assert.Equal(("2", "15"), Range(bench.Machine, "0001"));
        Assert.Equal(("16", "31"), Range(bench.Machine, "0002"));
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Theory]
    [InlineData(0, 64, 0, 2, 15)]
    [InlineData(3, 64, 0, 48, 63)]
    [InlineData(4, 64, 0, 2, 15)]
    [InlineData(3, 96, 1, 0, 15)] // two groups of 48
    [InlineData(4, 128, 1, 0, 15)]
    [InlineData(1, 24, 0, 2, 15)]
    public void A_range_lies_in_one_group_as_on_metal_since_2_0_1643(int adapter, int processors, int group, int first, int last) =>
        Assert.Equal(new RssRange(group, first, last), RssRange.Of(adapter, processors));

    private static void AddEna(MachineState machine, string name) =>
        machine.Registry[$@"{Class}\{name}"] = new() { ["DriverDesc"] = "Amazon Elastic Network Adapter" };

    private static void AddProcessors(MachineState machine, int count)
    {
        for (var number = 0; number < count; number++)
            machine.Registry[$@"HKLM\HARDWARE\DESCRIPTION\System\CentralProcessor\{number}"] = [];
    }

    private static (string, string) Range(MachineState machine, string name) =>
        (machine.Registry[$@"{Class}\{name}"]["*RssBaseProcNumber"], machine.Registry[$@"{Class}\{name}"]["*RssMaxProcNumber"]);
}
