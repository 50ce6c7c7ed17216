using OpenLaunch.Steps.Power;
using OpenLaunch.Testing;

namespace OpenLaunch.Steps.Tests.Power;

public class PowerStepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_monitor_is_never_turned_off()
    {
        await using var bench = StepBench.For<KeepMonitorOnStep>();

        (await bench.RunAsync("", Token)).ShouldBeDone()
            .ShouldChange("never turn off the monitor (was after 600 s, on battery 600 s)");
        Assert.Equal(0, bench.Machine.Windows.MonitorIdleSeconds);
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    /// <summary>2.0.104: hibernation only if asked.</summary>
    [Fact]
    public async Task An_instance_without_hibernation_is_left_as_it_is()
    {
        await using var bench = StepBench.For<SetHibernationStep>();

        (await bench.RunAsync("", Token)).ShouldBeSkipped("the instance was not launched with hibernation").ShouldChangeNothing();
    }

    [Fact]
    public async Task An_instance_with_hibernation_gets_it_with_the_whole_memory()
    {
        await using var bench = StepBench.For<SetHibernationStep>();
        bench.Machine.Instance.Hibernation = true;

        (await bench.RunAsync("", Token)).ShouldBeDone().ShouldChange(
            "turn hibernation on, with a file that holds all memory", "let the sleep button hibernate");
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    /// <summary>2.5.1: an error when hibernation is enabled is told.</summary>
    [Fact]
    public async Task Windows_that_refuses_to_hibernate_is_told()
    {
        await using var bench = StepBench.For<SetHibernationStep>();
        (bench.Machine.Instance.Hibernation, bench.Machine.Windows.HibernationFault) = (true, "The disk is too small.");

        (await bench.RunAsync("", Token)).ShouldFail("The disk is too small.");
    }
}
