using System.Text;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Configuration.Yaml;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Turns the inputs of a task into other forms: nodes of the configuration, and one text that tells them apart.</summary>
internal static class TaskText
{
    /// <summary>The inputs as the configuration's nodes, so that steps bind them as in a plan.</summary>
    public static YamlNode ToYaml(InputNode node)
    {
        var position = new SourcePosition(node.Line, 1);
        return node switch
        {
            InputMap map => new MapNode(
                map.Entries.Select(entry => new MapEntry(entry.Key, new SourcePosition(entry.Line, 1), ToYaml(entry.Value))),
                position),
            InputList list => new ListNode([.. list.Items.Select(ToYaml)], position),
            InputScalar scalar => new ScalarNode(scalar.Text, isQuoted: !scalar.IsPlain, position),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };
    }

    /// <summary>A text that differs when the task or any of its inputs does.</summary>
    public static string Of(ConfiguredTask task)
    {
        var text = new StringBuilder(task.Name);
        if (task.Inputs is { } inputs)
            Append(text, inputs);
        return text.ToString();
    }

    private static void Append(StringBuilder text, InputNode node)
    {
        switch (node)
        {
            case InputMap map:
                text.Append('{');
                foreach (var entry in map.Entries)
                {
                    text.Append(entry.Key).Append('\0');
                    Append(text, entry.Value);
                }

                text.Append('}');
                break;
            case InputList list:
                text.Append('[');
                foreach (var item in list.Items)
                    Append(text, item);
                text.Append(']');
                break;
            case InputScalar scalar:
                text.Append(scalar.IsPlain ? '\u0001' : scalar.IsBinary ? '\u0003' : '\u0002').Append(scalar.Text).Append('\0');
                break;
        }
    }
}
