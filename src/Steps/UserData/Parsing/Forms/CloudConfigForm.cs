using OpenLaunch.Steps.UserData.Parsing.Yaml;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A <c>#cloud-config</c> document: the modules that make sense on Windows, as cloudbase-init has them.</summary>
internal static class CloudConfigForm
{
    private static readonly string[] Modules =
        ["write_files", "runcmd", "set_hostname", "hostname", "timezone", "ntp", "users", "groups", "ssh_authorized_keys"];

    public static bool Matches(ReadOnlySpan<char> firstLine) =>
        firstLine.StartsWith("#cloud-config") && (firstLine.Length == 13 || char.IsWhiteSpace(firstLine[13]));

    public static UserDataDocument Read(string text)
    {
        var problems = new ProblemList();
        var root = BoundedYaml.Read(text, problems);
        var tasks = new List<UserDataTask>();
        if (root is InputMap map)
            tasks.AddRange(map.Entries.Where(entry => IsUsable(entry, problems))
                .Select(entry => new ConfiguredTask(entry.Key, entry.Value, entry.Line)));
        else if (root is not (null or InputScalar { IsNull: true }))
            problems.Error(root.Line, "A #cloud-config document must be a mapping of modules.");
        return new UserDataDocument { Format = UserDataFormat.CloudConfig, Tasks = tasks, Problems = problems.ToList() };
    }

    private static bool IsUsable(InputEntry entry, ProblemList problems)
    {
        if (!Modules.Contains(entry.Key))
        {
            var meant = NearestName.Find(entry.Key, Modules) is { } nearest ? $" Did you mean '{nearest}'?" : "";
            problems.Warning(entry.Line, $"The module '{Quoted.Name(entry.Key)}' is not supported, so it is left out.{meant}");
            return false;
        }

        if (Mismatch(entry) is not { } expected)
            return true;
        problems.Error(entry.Value.Line, $"The module '{entry.Key}' must be {expected}.");
        return false;
    }

    private static string? Mismatch(InputEntry entry) => entry.Key switch
    {
        "write_files" => IsListOf(entry.Value, item => (item as InputMap)?.Find("path") is InputScalar { IsNull: false })
            ? null : "a list of mappings, each with a 'path'",
        "runcmd" => IsListOf(entry.Value, item => IsText(item) || IsListOf(item, IsText))
            ? null : "a list of commands, each a text or a list of texts",
        "ssh_authorized_keys" => IsListOf(entry.Value, IsText) ? null : "a list of texts",
        "users" => IsListOf(entry.Value, item => IsText(item) || item is InputMap) ? null : "a list of names or mappings",
        "ntp" => entry.Value is InputMap or InputScalar { IsNull: true } ? null : "a mapping",
        "groups" => entry.Value is InputMap or InputList || IsText(entry.Value) ? null : "a list, a mapping or a text",
        _ => IsText(entry.Value) ? null : "a text",
    };

    private static bool IsText(InputNode node) => node is InputScalar { IsNull: false };

    private static bool IsListOf(InputNode node, Func<InputNode, bool> isItem) =>
        node is InputList list && list.Items.All(isItem);
}
