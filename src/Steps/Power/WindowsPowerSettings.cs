using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Power;

/// <summary>
/// Those of this Windows, by <c>powercfg</c> (Microsoft Learn, "Powercfg command-line options"), which needs no WMI: with it
/// EC2Launch v1 took half a minute.
/// </summary>
/// <param name="run">Runs <c>powercfg</c>; throws where its exit code is not 0.</param>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsPowerSettings(
    Func<IReadOnlyList<string>, CancellationToken, Task<string>> run) : IPowerSettings
{
    private const string Plan = "SCHEME_CURRENT";

    public async Task<PowerValue?> ReadAsync(PowerSetting setting, CancellationToken cancellationToken)
    {
        var (group, name) = NamesOf(setting);
        string said;
        try
        {
            said = await run(["/query", Plan, group, name], cancellationToken);
        }
        catch (WindowsException refusal) when (refusal.Code == 0)
        {
            // It has one exit code for a setting that there is not and for all else, and says which in the language of Windows.
            // Where it does not know the active plan either, it is no answer about the setting.
            if (await StepGuard.TryAsync(() => run(["/getactivescheme"], cancellationToken)) is not null)
                throw;
            return null;
        }

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
            await run([verb, Plan, group, name, text], cancellationToken);
        await run(["/setactive", Plan], cancellationToken); // until then it does not count
    }

    public async Task EnableHibernationAsync(CancellationToken cancellationToken)
    {
        await run(["/hibernate", "on"], cancellationToken);
        await run(["/hibernate", "/size", "100"], cancellationToken);
    }

    private static (string Group, string Name) NamesOf(PowerSetting setting) => setting == PowerSetting.MonitorIdle
        ? ("SUB_VIDEO", "VIDEOIDLE")
        : ("SUB_BUTTONS", "SBUTTONACTION");

    private static int Parse(Match match) => (int)Math.Min(
        uint.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), int.MaxValue);

    [GeneratedRegex("0x([0-9a-fA-F]{8})")]
    private static partial Regex Number();
}
