using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.UserData.Parsing.Yaml;

/// <summary>Compares a mapping with the keys that it may have, and reports every difference.</summary>
internal static class InputCheck
{
    /// <summary>Whether nothing is wrong with the mapping.</summary>
    /// <param name="map">The mapping.</param>
    /// <param name="fields">The keys that it may have.</param>
    /// <param name="owner">The task and key that the mapping belongs to, as in <c>setAdminAccount.password</c>.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static bool Map(MapNode map, IReadOnlyList<InputField> fields, string owner, ProblemList problems)
    {
        var isValid = true;
        foreach (var entry in map.Entries)
        {
            if (fields.FirstOrDefault(field => field.Name == entry.Key) is { } field)
            {
                isValid &= Value(entry.Value, field, owner, problems);
                continue;
            }

            isValid = false;
            problems.Error(entry.Line, UnknownKey(entry.Key, owner, [.. fields.Select(known => known.Name)]));
        }

        foreach (var missing in fields.Where(field => field.IsRequired && map.Find(field.Name) is null))
        {
            isValid = false;
            problems.Error(map.Line, $"{owner}: the key '{missing.Name}' is required{Choice(missing)}.");
        }

        return isValid;
    }

    /// <summary>The message about a key that nobody knows.</summary>
    public static string UnknownKey(string key, string owner, IReadOnlyCollection<string> known) =>
        $"{owner}: there is no key '{Quoted.Name(key)}'; "
        + (known.Count == 0 ? "it takes none." : NearestName.Advice(key, known));

    private static bool Value(YamlNode value, InputField field, string owner, ProblemList problems)
    {
        var expected = Mismatch(value, field);
        if (expected is not null)
        {
            problems.Error(value.Line, $"{owner}: the key '{field.Name}' must be {expected}.");
            return false;
        }

        var inner = $"{owner}.{field.Name}";
        return value switch
        {
            MapNode map => Map(map, field.Fields, inner, problems),
            ListNode list when field.Kind == InputKind.MapList =>
                list.Items.Cast<MapNode>().Aggregate(true, (isValid, map) => Map(map, field.Fields, inner, problems) && isValid),
            _ => true,
        };
    }

    /// <summary>What was expected instead, or null when the value is of the right kind.</summary>
    private static string? Mismatch(YamlNode value, InputField field) => field.Kind switch
    {
        InputKind.Text when !IsText(value, field) =>
            field.Allowed is null ? "a text" : $"one of {string.Join(", ", field.Allowed)}",
        InputKind.Boolean when value is not ScalarNode { AsBoolean: not null } => "true or false, without quotes",
        InputKind.Duration when value is not ScalarNode scalar || !DurationText.TryParse(scalar.Text, out _) =>
            DurationText.Expected,
        InputKind.TextList when !IsTextList(value, field) => $"a list of texts{Choice(field)}",
        InputKind.TextOrTextList when !IsText(value, field) && !IsTextList(value, field) => "a text or a list of texts",
        InputKind.Map when value is not MapNode => "a mapping",
        InputKind.MapList when value is not ListNode list || !list.Items.All(item => item is MapNode) => "a list of mappings",
        _ => null,
    };

    private static bool IsText(YamlNode value, InputField field) =>
        value is ScalarNode { IsNull: false, IsBinary: false } text && (field.Allowed?.Contains(text.Text) ?? true);

    private static bool IsTextList(YamlNode value, InputField field) =>
        value is ListNode list && list.Items.All(item => IsText(item, field));

    private static string Choice(InputField field) =>
        field.Allowed is null ? "" : $" ({string.Join(", ", field.Allowed)})";
}
