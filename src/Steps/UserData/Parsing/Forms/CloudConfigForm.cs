using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.UserData.Parsing.Yaml;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A <c>#cloud-config</c> document: the modules that make sense on Windows, as cloudbase-init has them.</summary>
internal static class CloudConfigForm
{
    private static readonly string[] Modules =
        ["write_files", "runcmd", "set_hostname", "hostname", "timezone", "set_timezone", "ntp", "users", "groups", "ssh_authorized_keys"];

    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["write_files"] = ["path", "content", "encoding", "append"],
        ["users"] = UserRequestReader.UserKeys,
        ["ntp"] = ["enabled", "servers", "pools"],
    };

    public static bool Matches(ReadOnlySpan<char> firstLine) =>
        firstLine.StartsWith("#cloud-config") && (firstLine.Length == 13 || char.IsWhiteSpace(firstLine[13]));

    public static UserDataDocument Read(string text)
    {
        var problems = new ProblemList();
        var root = UserDataYaml.Read(text, problems);
        var tasks = new List<UserDataTask>();
        if (root is MapNode map)
            tasks.AddRange(map.Entries.Where(entry => IsUsable(entry, problems))
                .Select(entry => new ConfiguredTask(entry.Key, entry.Value, entry.Line)));
        else if (root is not (null or ScalarNode { IsNull: true }))
            problems.Error(root.Line, "A #cloud-config document must be a mapping of modules.");
        return new UserDataDocument { Format = UserDataFormat.CloudConfig, Tasks = tasks, Problems = problems.ToList() };
    }

    private static bool IsUsable(MapEntry entry, ProblemList problems)
    {
        if (!Modules.Contains(entry.Key))
        {
            problems.Warning(
                entry.Line,
                $"The module '{Quoted.Name(entry.Key)}' is not supported, so it is left out.{Meant(entry.Key, Modules)}");
            return false;
        }

        var problem = Mismatch(entry) is { } expected ? $"The module '{entry.Key}' must be {expected}." : UnknownZone(entry);
        if (problem is null)
        {
            ReportLeftOut(entry, problems);
            ReportWrongAccounts(entry, problems);
            return true;
        }

        problems.Error(entry.Value.Line, problem);
        return false;
    }

    /// <summary>Names the keys of files and users that have no counterpart on Windows, or that nobody knows.</summary>
    private static void ReportLeftOut(MapEntry module, ProblemList problems)
    {
        if (!Keys.TryGetValue(module.Key, out var known))
            return;
        var items = module.Value is ListNode list ? list.Items : [module.Value];
        foreach (var key in items.OfType<MapNode>().SelectMany(item => item.Entries).Where(key => !known.Contains(key.Key)))
            problems.Warning(key.Line,
                $"{module.Key}: the key '{Quoted.Name(key.Key)}' is not supported, so it is left out.{Meant(key.Key, known)}");
    }

    private static void ReportWrongAccounts(MapEntry module, ProblemList problems)
    {
        var reader = new UserRequestReader(problems);
        _ = module.Key switch
        {
            "users" => reader.Users(module.Value).Count,
            "groups" => reader.Groups(module.Value).Count,
            "ssh_authorized_keys" => reader.Keys(module.Value).Count,
            _ => 0,
        };
    }

    private static string? UnknownZone(MapEntry module)
    {
        if (module is not { Key: "timezone" or "set_timezone", Value: ScalarNode zone }
            || TimeZoneNames.FindWindowsName(zone.Text) is not null)
            return null;
        var advice = TimeZoneNames.FindNearest(zone.Text) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : "Use a name of IANA, as Asia/Tokyo, or one of Windows, as 'tzutil /l' lists them.";
        return $"{module.Key}: Windows has no time zone '{Quoted.Name(zone.Text)}'. {advice}";
    }

    private static string Meant(string name, IReadOnlyList<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static string? Mismatch(MapEntry entry) => entry.Key switch
    {
        // cloudbase-init documents one file without a list, too.
        "write_files" => HasPath(entry.Value) || IsListOf(entry.Value, HasPath)
            ? null : "a list of mappings, each with a 'path'",
        "runcmd" => IsListOf(entry.Value, item => IsText(item) || IsListOf(item, IsText))
            ? null : "a list of commands, each a text or a list of texts",
        "ssh_authorized_keys" => IsListOf(entry.Value, IsText) ? null : "a list of texts",
        "users" => IsListOf(entry.Value, item => IsText(item) || item is MapNode) ? null : "a list of names or mappings",
        "ntp" => entry.Value is MapNode or ScalarNode { IsNull: true } ? null : "a mapping",
        "groups" => entry.Value is MapNode or ListNode || IsText(entry.Value) ? null : "a list, a mapping or a text",
        _ => IsText(entry.Value) ? null : "a text",
    };

    private static bool HasPath(YamlNode item) => (item as MapNode)?.Find("path") is ScalarNode { IsNull: false };

    private static bool IsText(YamlNode node) => node is ScalarNode { IsNull: false, IsBinary: false };

    private static bool IsListOf(YamlNode node, Func<YamlNode, bool> isItem) =>
        node is ListNode list && list.Items.All(isItem);
}
