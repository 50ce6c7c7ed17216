using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Power;

namespace OpenLaunch.Steps.Tests.Power;

[SupportedOSPlatform("windows")] // its text alone is read here, on any machine
public class WindowsPowerSettingsTests
{
    private const string Refusal = "'powercfg.exe /query' ended with exit code 1: no.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Index des Wechselstroms: 0x00000258\nIndex des Gleichstroms: 0x0000012c\n", 600, 300)]
    [InlineData("Minimum: 0x00000000\nMaximum: 0xffffffff\n現在の AC: 0x00000000\n現在の DC: 0xffffffff\n", 0, int.MaxValue)]
    public async Task The_last_two_numbers_are_the_values_in_any_language(string said, int mains, int battery)
    {
        var settings = new WindowsPowerSettings((_, _) => Task.FromResult(said));

        Assert.Equal(new PowerValue(mains, battery), await settings.ReadAsync(PowerSetting.MonitorIdle, Token));
    }

    [Fact]
    public async Task A_setting_that_powercfg_does_not_know_while_it_knows_the_plan_is_none()
    {
        var settings = new WindowsPowerSettings((arguments, _) =>
            arguments[0] == "/query" ? throw new WindowsException(Refusal, null) : Task.FromResult("GUID: 381b4222 (Balanced)"));

        Assert.Null(await settings.ReadAsync(PowerSetting.SleepButton, Token));
    }

    [Fact]
    public async Task A_powercfg_that_knows_no_plan_either_says_nothing_of_a_setting()
    {
        var settings = new WindowsPowerSettings((_, _) => throw new WindowsException(Refusal, null));

        var thrown = await Assert.ThrowsAsync<WindowsException>(() => settings.ReadAsync(PowerSetting.SleepButton, Token));

        Assert.Equal(Refusal, thrown.Message);
    }

    [Fact]
    public async Task A_powercfg_that_cannot_be_started_is_asked_once()
    {
        var asked = 0;
        var settings = new WindowsPowerSettings((_, _) =>
        {
            asked++;
            throw WindowsException.ForCode("Cannot start 'powercfg.exe'", 2, "Check that Windows has the tool.");
        });

        await Assert.ThrowsAsync<WindowsException>(() => settings.ReadAsync(PowerSetting.SleepButton, Token));

        Assert.Equal(1, asked);
    }
}
