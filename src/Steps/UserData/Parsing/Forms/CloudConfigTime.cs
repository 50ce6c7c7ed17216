using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Scripts;
using TimeZoneConverter;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Reads what is about the clock: the time zone and the servers of the time.</summary>
internal static class CloudConfigTime
{
    private static readonly string[] ServerKeys = ["enabled", "servers", "pools"];

    /// <summary>The time zone, by its name of IANA or of Windows.</summary>
    public static ConfiguredTask? Zone(MapEntry module, ProblemList problems)
    {
        if (module.Value is not ScalarNode { IsNull: false, IsBinary: false } zone)
            return CloudConfigForm.Refuse(module, "a text", problems);
        if (TimeZoneNames.FindWindowsName(zone.Text) is { } name)
            return Program(module, "tzutil.exe", "/s", name);
        var advice = TimeZoneNames.FindNearest(zone.Text) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : "Use a name of IANA, as Asia/Tokyo, or one of Windows, as 'tzutil /l' lists them.";
        problems.Error(zone.Position.Line, $"{module.Key}: Windows has no time zone {Wording.Quote(zone.Text)}. {advice}");
        return null;
    }

    /// <summary>The servers that Windows takes the time of.</summary>
    public static ConfiguredTask? Servers(MapEntry module, ProblemList problems)
    {
        if (module.Value is not (MapNode or ScalarNode { IsNull: true }))
            return CloudConfigForm.Refuse(module, "a mapping", problems);
        var ntp = module.Value as MapNode ?? MapNode.Empty(module.Position);
        if (ntp.Find("enabled") is not (null or ScalarNode { IsNull: true } or ScalarNode { AsBoolean: not null }))
            return CloudConfigForm.Refuse(module, "a mapping whose key 'enabled' is true or false", problems);
        YamlNode[] lists =
        [
            .. new[] { ntp.Find("servers"), ntp.Find("pools") }.OfType<YamlNode>()
                .Where(list => list is not ScalarNode { IsNull: true }),
        ];
        if (!lists.All(list => CloudConfigForm.IsListOf(list, IsServer)))
            return CloudConfigForm.Refuse(module, "a mapping whose keys 'servers' and 'pools' are lists of names", problems);
        CloudConfigForm.ReportLeftOut(module, ServerKeys, problems);
        string[] servers =
            [.. lists.Cast<ListNode>().SelectMany(list => list.Items).Cast<ScalarNode>().Select(server => server.Text)];
        if (servers.Length > 0 && ntp.Find("enabled") is not ScalarNode { AsBoolean: false })
            return Program(module, "w32tm.exe", "/config", "/update", "/syncfromflags:manual",
                $"/manualpeerlist:{string.Join(' ', servers)}");
        if (servers.Length == 0 && ntp.Entries.All(key => ServerKeys.Contains(key.Key)))
            problems.Warning(module.Position.Line, "ntp: it names no servers and no pools, so it changes nothing.");
        return new(module.Key, Inputs: null, module.Position.Line);
    }

    private static bool IsServer(YamlNode server) => CloudConfigForm.IsText(server) && !CloudConfigForm.HasLineBreak(server);

    private static ConfiguredTask Program(MapEntry module, string path, params string[] arguments) => new(
        module.Key,
        new ExecuteProgramInputs { Programs = [new() { Frequency = ScriptFrequency.Once, Path = path, Arguments = arguments }] },
        module.Position.Line)
    {
        StepName = "executeProgram",
        Kind = "program",
        Text = TextOf(path, arguments, module.Position),
    };

    private static string TextOf(string path, string[] arguments, SourcePosition at)
    {
        ScalarNode Quoted(string text) => new(text, isQuoted: true, at);
        return ConfiguredTask.TextOf("executeProgram", new MapNode(
            [
                new("frequency", at, Quoted("once")), new("path", at, Quoted(path)),
                new("arguments", at, new ListNode([.. arguments.Select(Quoted)], at)),
            ], at));
    }
}

/// <summary>
/// The names of time zones: those of IANA, which cloud-init has, and those of Windows, which tzutil takes. .NET itself translates
/// them with the culture data that this build runs without.
/// </summary>
internal static class TimeZoneNames
{
    // How tzutil is told not to set the clock forward in summer: Microsoft Learn, "tzutil".
    private const string WithoutDaylightSaving = "_dstoff";

    /// <summary>What Windows calls a zone; null when it has none of that name. Case does not count.</summary>
    public static string? FindWindowsName(string name) =>
        TZConvert.TryIanaToWindows(name, out var translated) ? translated : IsWindowsName(WithoutSuffix(name)) ? name : null;

    /// <summary>The known name, of either kind, that a mistyped one most likely meant; null when none is near.</summary>
    public static string? FindNearest(string name)
    {
        var ofIana = TZConvert.KnownIanaTimeZoneNames.Where(known => FindWindowsName(known) is not null);
        return NearestName.Find(name, TZConvert.KnownWindowsTimeZoneIds.Concat(ofIana));
    }

    private static string WithoutSuffix(string name) =>
        name.EndsWith(WithoutDaylightSaving, StringComparison.OrdinalIgnoreCase) ? name[..^WithoutDaylightSaving.Length] : name;

    private static bool IsWindowsName(string name) =>
        TZConvert.KnownWindowsTimeZoneIds.Contains(name, StringComparer.OrdinalIgnoreCase);
}
