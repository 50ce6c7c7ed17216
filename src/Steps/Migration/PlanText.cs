using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Migration;

/// <summary>Writes a migrated plan: the same plan always as the same bytes.</summary>
internal static class PlanText
{
    public static string Write(MigratedPlan plan)
    {
        var text = new StringBuilder()
            .Append("# yaml-language-server: $schema=./openlaunch.schema.json\n")
            .Append($"# Made by 'openlaunch migrate' of {plan.Source}.\n")
            .Append("version: 1\nsteps:\n");
        foreach (var entry in plan.Entries)
        {
            text.Append($"  # {entry.From}\n");
            var start = "  - ";
            foreach (var line in MachineWriter.Write(Map(entry)).TrimEnd('\n').Split('\n'))
            {
                text.Append(line.Length == 0 ? "" : start).Append(line).Append('\n');
                start = "    ";
            }
        }

        return text.ToString();
    }

    private static MapNode Map(MigratedEntry entry)
    {
        var keys = new List<(string, YamlNode)>();
        if (entry.Name is not null)
            keys.Add(("name", Tree.Text(entry.Name)));
        keys.Add(("step", Tree.Text(entry.Step)));
        if (!entry.IsEnabled)
            keys.Add(("enabled", Tree.Word("false")));
        if (entry.Frequency is { } frequency)
            keys.Add(("frequency", Tree.Word(frequency == StepFrequency.PerInstance ? "perInstance" : "always")));
        if (entry.StopsOnError)
            keys.Add(("onError", Tree.Word("stop")));
        if (entry.Timeout is not null)
            keys.Add(("timeout", Tree.Word(entry.Timeout)));
        if (entry.Inputs is not (null or ScalarNode { IsNull: true } or MapNode { Entries.Count: 0 }))
            keys.Add(("inputs", entry.Inputs));
        return Tree.Map([.. keys]);
    }
}

/// <summary>Makes trees of a document that stand nowhere.</summary>
internal static class Tree
{
    public static MapNode Map(params (string Key, YamlNode Value)[] entries) =>
        new(entries.Select(entry => new MapEntry(entry.Key, default, entry.Value)), default);

    public static ListNode List(IEnumerable<YamlNode> items) => new([.. items], default);

    /// <summary>A text, in quotes where it could be taken for something else.</summary>
    public static ScalarNode Text(string text) => new(text, isQuoted: true, default);

    /// <summary>A word, a number or a truth value as it is written.</summary>
    public static ScalarNode Word(string text) => new(text, isQuoted: false, default);
}
