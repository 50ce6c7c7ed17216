using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads OpenLaunch's own document.</summary>
internal sealed class PlanReader(StepCatalogue catalogue, ConfigurationErrors errors)
{
    /// <summary>What the document holds, behind "no".</summary>
    public const string Form = "openlaunch.yml, which holds 'version: 1' and 'steps:' with entries '- step: NAME'";

    /// <summary>All keys that it may have.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["version", "metadata", "defaults", "console", "log", "extensions", "steps"];

    public LaunchConfiguration Read(MapReader root)
    {
        if (root.RequiredText("version") is not (null or "1"))
            root.Refuse("version", "must be 1, the only version there is");

        var metadata = SectionReader.Metadata(root.Section("metadata"));
        var defaults = SectionReader.Defaults(root.Section("defaults"));
        var console = new ConsoleReader(errors).Read(root.Section("console"));
        var log = SectionReader.Log(root.Section("log"));
        var extensions = ExtensionsReader.Read(root);
        var plan = ReadSteps(root, new(catalogue, defaults, errors));
        root.RefuseOtherKeys();
        return new() { Plan = plan, Metadata = metadata, Console = console, Log = log, Extensions = extensions };
    }

    private Plan ReadSteps(MapReader root, EntryReader entries)
    {
        var steps = root.List("steps");
        if (!root.Has("steps"))
            root.Lacks("steps");
        else if (root.Node("steps") is ListNode { Items.Count: 0 } empty)
            errors.Add(empty.Position, "steps: must have at least 1 entry");
        var groups = new List<PlanGroup>(steps.Count);
        foreach (var step in steps)
        {
            if (step is MapNode map && map.TryGet("parallel", out _))
                groups.Add(ReadGroup(new(map, "the group", errors), entries));
            else if (entries.Read(step) is { } entry)
                groups.Add(new([entry]));
        }

        return new(groups);
    }

    private PlanGroup ReadGroup(MapReader group, EntryReader entries)
    {
        var children = new List<PlanEntry>();
        foreach (var step in group.List("parallel"))
        {
            if (step is MapNode map && map.TryGet("parallel", out var nested))
                errors.Add(nested.Position, "parallel: a group cannot stand in a group; list its entries here");
            else if (entries.Read(step) is { } entry)
                children.Add(entry);
        }

        if (group.Node("parallel") is ListNode { Items.Count: 0 } empty)
            errors.Add(empty.Position, "parallel: must have at least 1 entry");
        group.RefuseOtherKeys();
        return new(children);
    }
}
