using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Ec2LaunchV2;

/// <summary>
/// Makes of a task's inputs in an <c>agent-config.yml</c> those of the step: what EC2Launch v2 ignores is taken out with a
/// warning, what it demands and the step does not is demanded, and broken examples of its documentation are told their meaning.
/// </summary>
internal sealed class AgentInputs(ConfigurationErrors errors)
{
    // Required by EC2Launch v2, and warned of nevertheless: files without them are in use.
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["setDnsSuffix"] = "suffixes: [$REGION.ec2-utilities.amazonaws.com]",
        ["setWallpaper"] = "the picture of Windows, with the attributes of EC2Launch v2's default file",
    };

    private static readonly Dictionary<string, string[]> Demanded = new(StringComparer.Ordinal)
    {
        ["executeScript"] = ["frequency", "runAs"],
        ["executeProgram"] = ["frequency"], // The example of the documentation lacks runAs.
        ["writeFile"] = ["frequency"],
    };

    /// <summary>Keys and items of lists that real files hold and that EC2Launch v2 does not look at.</summary>
    private static readonly Dictionary<string, string[]> IgnoredKeys = new(StringComparer.Ordinal)
    {
        ["setAdminAccount"] = ["expire"],
    };

    private static readonly string[] IgnoredAttributes = ["memory", "network"];

    /// <summary>Reads the inputs.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="position">Where the task stands.</param>
    /// <returns>Those to bind: what was noted of is not among them.</returns>
    public YamlNode? Read(string task, YamlNode? inputs, SourcePosition position) => inputs switch
    {
        null or ScalarNode { IsNull: true } => WithoutInputs(task, inputs, position),
        MapNode map => Tidy(task, map),
        ListNode list => Items(task, list),
        _ => inputs,
    };

    private YamlNode? WithoutInputs(string task, YamlNode? inputs, SourcePosition position)
    {
        if (LeftOut.TryGetValue(task, out var instead))
            errors.Warn(position, $"{task} has no inputs; it takes {instead}");
        return inputs;
    }

    private ListNode Items(string task, ListNode list)
    {
        for (var index = 0; index < list.Items.Count; index++)
        {
            if (list.Items[index] is not MapNode item)
                continue;
            foreach (var key in Demanded.GetValueOrDefault(task, []).Where(key => !item.TryGet(key, out _)))
                errors.Add(item.Position, Wording.MissingKey($"{task}[{index}]", key));
            if (item.Find("content") is ScalarNode { Text: var text } content && IsPlaceholder(text.Trim()))
            {
                errors.Warn(content.Position, $"content: {Wording.Quote(text.Trim())} is a placeholder of a documentation, and "
                    + "taken as it stands, by EC2Launch v2 too; user data runs by itself");
            }
        }

        return list;
    }

    private static bool IsPlaceholder(string text) =>
        text is ['<', .. var name, '>'] && name.Length > 0
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '_');

    private MapNode Tidy(string task, MapNode map)
    {
        if (Outside(task, map) is { } section)
        {
            errors.Add(
                map.Find(section.Name)!.Position,
                $"{task}: {Wording.Quote(section.Key)} belongs below {Wording.Quote(section.Name)}, indented by two more: "
                + $"{section.Name}: {{ {section.Key}: {section.Example} }}");
            return MapNode.Empty(map.Position);
        }

        var ignored = IgnoredKeys.GetValueOrDefault(task, []);
        var entries = new List<MapEntry>();
        foreach (var entry in map.Entries)
        {
            if (ignored.Contains(entry.Key))
                errors.Warn(entry.Position, $"{task}: EC2Launch v2 ignores the key {Wording.Quote(entry.Key)}; remove it");
            else
                entries.Add(new(entry.Key, entry.Position, Value(task, entry)));
        }

        return new(entries, map.Position);
    }

    /// <summary>
    /// The key that stands beside the section it belongs in, as in the examples of EC2Launch v2's documentation for
    /// <c>activateWindows</c> and <c>setAdminAccount</c>.
    /// </summary>
    private static (string Name, string Key, string Example)? Outside(string task, MapNode map)
    {
        (string Name, string Example)? section = task switch
        {
            "activateWindows" => ("activation", "amazon"),
            "setAdminAccount" => ("password", "random"),
            _ => null,
        };
        return section is { } wanted && map.Find(wanted.Name) is ScalarNode { IsNull: true } && map.TryGet("type", out _)
            ? (wanted.Name, "type", wanted.Example)
            : null;
    }

    private YamlNode Value(string task, MapEntry entry) => (task, entry) switch
    {
        ("setWallpaper", { Key: "attributes", Value: ListNode list }) => Attributes(list),
        ("setAdminAccount", { Key: "password", Value: MapNode password }) => Password(password),
        _ => entry.Value,
    };

    private ListNode Attributes(ListNode list)
    {
        foreach (var item in list.Items.OfType<ScalarNode>().Where(IsIgnored))
        {
            errors.Warn(
                item.Position, $"setWallpaper: EC2Launch v2 no longer has the attribute {Wording.Quote(item.Text)}; remove it");
        }

        return new([.. list.Items.Where(item => item is not ScalarNode scalar || !IsIgnored(scalar))], list.Position);

        static bool IsIgnored(ScalarNode item) => IgnoredAttributes.Contains(item.Text);
    }

    private MapNode Password(MapNode password)
    {
        if (password.Find("type") is ScalarNode { Text: var type } kind
            && type.StartsWith("encrypt", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(kind.Position, "password: OpenLaunch cannot read the encrypted passwords of EC2Launch; give the password "
                + "again by 'type: static', or let it be random");
            return MapNode.Empty(password.Position);
        }

        // EC2Launch v2 leaves an empty key behind when it has taken the text out.
        return password.Find("data") is ScalarNode { IsNull: true } && password.Find("type") is ScalarNode { Text: "static" }
            ? new(password.Entries.Select(entry => entry.Key == "data"
                ? new(entry.Key, entry.Position, new ScalarNode("", isQuoted: true, entry.Value.Position))
                : entry), password.Position)
            : password;
    }
}
