using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Writes a machine in the form of its file: a line a thing, values quoted where YAML needs it.</summary>
internal static partial class MachineText
{
    public static string Of(MachineState state)
    {
        var text = new StringBuilder("# A simulated machine, as its last run left it.\n");
        foreach (var (key, value) in Members(state))
        {
            text.Append(key).Append(':');
            if (value is IList { Count: > 0 } items)
                AppendItems(text, items);
            else if (value is IDictionary { Count: > 0 } map)
                AppendMap(text, map);
            else
                text.Append(' ').Append(Flow(value)).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendItems(StringBuilder text, IList items)
    {
        text.Append('\n');
        foreach (var item in items)
            text.Append("  - ").Append(Flow(item)).Append('\n');
    }

    private static void AppendMap(StringBuilder text, IDictionary map)
    {
        text.Append('\n');
        foreach (DictionaryEntry entry in map)
            text.Append("  ").Append(Scalar((string)entry.Key)).Append(": ").Append(Flow(entry.Value)).Append('\n');
    }

    private static string Flow(object? value) => value switch
    {
        null => "null",
        string text => Scalar(text),
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        IDictionary map => Braces(map.Keys.Cast<string>().Select(key => (Scalar(key), map[key]))),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Flow))}]",
        _ => Braces(Members(value)),
    };

    private static string Braces(IEnumerable<(string Key, object? Value)> members)
    {
        var inside = string.Join(", ", members.Select(member => $"{member.Key}: {Flow(member.Value)}"));
        return inside.Length == 0 ? "{}" : $"{{ {inside} }}";
    }

    /// <summary>A thing's keys; what is not there, and flags that are true unless said otherwise, are left out.</summary>
    private static IEnumerable<(string Key, object? Value)> Members(object thing)
    {
        foreach (var property in thing.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(thing);
            if (value is not (null or true))
                yield return (JsonNamingPolicy.CamelCase.ConvertName(property.Name), value);
            else if (value is true && property.Name is nameof(AccountState.Enabled) or nameof(RouteState.Persistent))
                yield return (JsonNamingPolicy.CamelCase.ConvertName(property.Name), value);
        }
    }

    private static string Scalar(string text) =>
        PlainText().IsMatch(text) && text is not ("null" or "true" or "false")
            ? text
            : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._/\\()+-]*( [A-Za-z0-9._/\\()+-]+)*$")]
    private static partial Regex PlainText();
}
