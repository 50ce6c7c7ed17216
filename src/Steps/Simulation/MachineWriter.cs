using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Writes YAML as a person would: what holds no list of maps stands on one line, all else in blocks.</summary>
internal static partial class MachineWriter
{
    public static string Write(MapNode root)
    {
        var output = new StringBuilder();
        Block(output, root, indentation: 0);
        return output.ToString();
    }

    private static void Block(StringBuilder output, MapNode map, int indentation)
    {
        var isFirst = true;
        foreach (var entry in map.Entries)
        {
            // The first key of an item in a list stands behind the dash.
            if (!isFirst || indentation == 0)
                output.Append(' ', indentation);
            isFirst = false;
            output.Append(Text(entry.Key)).Append(':');
            Value(output, entry.Value, indentation);
        }
    }

    private static void Value(StringBuilder output, YamlNode value, int indentation)
    {
        switch (value)
        {
            case ListNode list when !IsFlat(list):
                output.Append('\n');
                foreach (var item in list.Items)
                    Item(output, item, indentation + 2);
                break;
            case MapNode map when !IsFlat(map) || map.Entries.Any(entry => entry.Value is MapNode):
                output.Append('\n').Append(' ', indentation + 2);
                Block(output, map, indentation + 2);
                break;
            default:
                Flow(output.Append(' '), value);
                output.Append('\n');
                break;
        }
    }

    private static void Item(StringBuilder output, YamlNode item, int indentation)
    {
        output.Append(' ', indentation).Append("- ");
        if (item is MapNode map && !IsFlat(map))
        {
            Block(output, map, indentation + 2);
            return;
        }

        Flow(output, item);
        output.Append('\n');
    }

    private static bool IsFlat(YamlNode node) => node switch
    {
        ListNode list => list.Items.All(item => item is ScalarNode),
        MapNode map => map.Entries.All(entry => IsFlat(entry.Value)),
        _ => true,
    };

    private static void Flow(StringBuilder output, YamlNode node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                output.Append(scalar.IsQuoted ? Text(scalar.Text) : scalar.Text);
                break;
            case ListNode list:
                output.Append('[');
                Join(output, list.Items, item => Flow(output, item));
                output.Append(']');
                break;
            case MapNode map:
                output.Append(map.Entries.Count == 0 ? "{" : "{ ");
                Join(output, map.Entries, entry => Flow(output.Append(Text(entry.Key)).Append(": "), entry.Value));
                output.Append(map.Entries.Count == 0 ? "}" : " }");
                break;
        }
    }

    private static void Join<T>(StringBuilder output, IEnumerable<T> items, Action<T> write)
    {
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                output.Append(", ");
            isFirst = false;
            write(item);
        }
    }

    /// <summary>Plain where no reader of YAML could take it for anything but this text; else in double quotes.</summary>
    private static string Text(string text)
    {
        if (Plain().IsMatch(text) && !Special().IsMatch(text))
            return text;
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' =>
                    string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"\A[A-Za-z0-9\\/_](?:[A-Za-z0-9\\/_.() -]*[A-Za-z0-9\\/_.()-])?\z")]
    private static partial Regex Plain();

    /// <summary>Numbers, dates and words that some reader takes for something else than text.</summary>
    [GeneratedRegex(
        @"\A(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[0-9-]*)?|0[xob][0-9a-f]+|[0-9]{4}-[0-9-]+|null|true|false|yes|no|on|off|y|n)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Special();
}
