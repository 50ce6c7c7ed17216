using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>Turns a task and its inputs into one text that tells it from others.</summary>
internal static class TaskText
{
    /// <summary>A text that differs when the task or any of its inputs does.</summary>
    public static string Of(ConfiguredTask task)
    {
        var text = new StringBuilder(task.Name);
        if (task.Inputs is { } inputs)
            Append(text, inputs);
        return text.ToString();
    }

    private static void Append(StringBuilder text, YamlNode node)
    {
        switch (node)
        {
            case MapNode map:
                text.Append('{');
                foreach (var entry in map.Entries)
                {
                    text.Append(entry.Key).Append('\0');
                    Append(text, entry.Value);
                }

                text.Append('}');
                break;
            case ListNode list:
                text.Append('[');
                foreach (var item in list.Items)
                    Append(text, item);
                text.Append(']');
                break;
            case ScalarNode scalar:
                text.Append(!scalar.IsQuoted ? '\u0001' : scalar.IsBinary ? '\u0003' : '\u0002').Append(scalar.Text).Append('\0');
                break;
        }
    }
}
