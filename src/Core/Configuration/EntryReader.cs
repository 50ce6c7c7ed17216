using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads the entries of <c>steps:</c>.</summary>
internal sealed class EntryReader(StepCatalogue catalogue, EntryDefaults defaults, ConfigurationErrors errors)
{
    private readonly InputsReader inputs = new(errors);
    private readonly EntryNames names = new(errors);

    public PlanEntry? Read(YamlNode node)
    {
        if (node is not MapNode map)
        {
            errors.Add(node.Position, $"steps: expected a map with the key 'step' or 'parallel', found {Wording.Found(node)}");
            return null;
        }

        var reader = new MapReader(map, "the entry", errors);
        var definition = Find(reader);
        var (least, most) = (ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostTimeout);
        var name = reader.Text("name") ?? definition?.Name;
        var frequency = reader.Word<StepFrequency>("frequency");
        var entry = new PlanEntry
        {
            Name = name ?? "",
            Definition = definition!, // Without one the entry is checked all the same and not handed out.
            Enabled = reader.Flag("enabled") ?? true,
            Frequency = frequency ?? definition?.Frequency ?? default,
            AsksForAlways = frequency == StepFrequency.Always,
            OnError = reader.Word<ErrorPolicy>("onError") ?? defaults.OnError,
            Timeout = reader.Duration("timeout", least, most) ?? defaults.Timeout,
            Retry = RetryReader.Read(reader, defaults.Retry),
            When = ConditionsReader.Read(reader.Section("when")),
            Inputs = inputs.Read(definition, reader.Node("inputs"), map.Position)!,
            Secrets = inputs.Secrets,
        };
        if (name is not null)
            names.Take(name, (reader.Node("name") ?? reader.Node("step"))!);
        reader.RefuseOtherKeys();
        return definition is null || entry.Inputs is null ? null : entry;
    }

    private StepDefinition? Find(MapReader entry)
    {
        if (entry.RequiredText("step") is not { } name)
            return null;
        if (catalogue.TryFind(name, out var definition))
            return definition;
        var known = new List<string>();
        foreach (var candidate in catalogue.Definitions)
            known.Add(candidate.Name);
        errors.Add(
            entry.Node("step")!.Position, $"step: there is no step {Wording.Quote(name)}{Wording.Suggestion(name, known)}");
        return null;
    }
}
