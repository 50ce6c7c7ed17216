using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Power;

/// <summary>
/// Those of this Windows, by <c>powercfg</c> (Microsoft Learn, "Powercfg command-line options"), which needs no WMI: with it
/// EC2Launch v1 took half a minute.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsPowerSettings : IPowerSettings
{
    private const string Plan = "SCHEME_CURRENT";

    public async Task<PowerValue?> ReadAsync(PowerSetting setting, CancellationToken cancellationToken)
    {
        var (group, name) = NamesOf(setting);
        var said = await WindowsTool.RunAsync("powercfg.exe", ["/query", Plan, group, name], cancellationToken);

        // The words are in the language of Windows; the two numbers at the end, mains and battery, are not.
        return Number().Matches(said) is [.., var mains, var battery]
            ? new(Parse(mains), Parse(battery))
            : null;
    }

    public async Task WriteAsync(PowerSetting setting, int value, CancellationToken cancellationToken)
    {
        var (group, name) = NamesOf(setting);
        var text = value.ToString(CultureInfo.InvariantCulture);
        foreach (var verb in (string[])["/setacvalueindex", "/setdcvalueindex"])
            await WindowsTool.RunAsync("powercfg.exe", [verb, Plan, group, name, text], cancellationToken);
        await WindowsTool.RunAsync("powercfg.exe", ["/setactive", Plan], cancellationToken); // until then it does not count
    }

    public async Task EnableHibernationAsync(CancellationToken cancellationToken)
    {
        await WindowsTool.RunAsync("powercfg.exe", ["/hibernate", "on"], cancellationToken);
        await WindowsTool.RunAsync("powercfg.exe", ["/hibernate", "/size", "100"], cancellationToken);
    }

    private static (string Group, string Name) NamesOf(PowerSetting setting) => setting == PowerSetting.MonitorIdle
        ? ("SUB_VIDEO", "VIDEOIDLE")
        : ("SUB_BUTTONS", "SBUTTONACTION");

    private static int Parse(Match match) => (int)Math.Min(
        uint.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), int.MaxValue);

    [GeneratedRegex("0x([0-9a-fA-F]{8})")]
    private static partial Regex Number();
}
