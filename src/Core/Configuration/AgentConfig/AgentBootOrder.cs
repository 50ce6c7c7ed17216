using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration.AgentConfig;

/// <summary>
/// Puts the tasks of an <c>agent-config.yml</c> among what EC2Launch v2 does by itself: it waits for Sysprep, runs boot, adds
/// routes, waits for metadata, runs network, prints the instance's information, runs preReady, announces Ready, runs user data,
/// runs postReady (EC2 User Guide, "EC2Launch v2 overview" and the console output of "Troubleshoot EC2Launch v2").
/// </summary>
internal sealed class AgentBootOrder(StepCatalogue catalogue, ConfigurationErrors errors)
{
    private static readonly string[] BeforeBoot = ["waitForSysprep"];
    private static readonly string[] BeforeNetwork = ["addRoutes", "waitForMetadata"];
    private static readonly string[] BeforePreReady = ["showInstanceInfo"];
    private static readonly string[] BeforePostReady = ["announceReady", "runUserData"];
    private static readonly string[] AtTheEnd = ["registerBootTask"];

    private readonly List<(PlanEntry Entry, YamlNode Task)>[] stages = [[], [], [], []];
    private readonly EntryNames names = new(errors);
    private readonly InputBinder binder = new(errors);

    public static bool IsBuiltIn(string name)
    {
        foreach (var builtIn in new[] { BeforeBoot, BeforeNetwork, BeforePreReady, BeforePostReady, AtTheEnd })
        {
            if (Array.IndexOf(builtIn, name) >= 0)
                return true;
        }

        return false;
    }

    public void Add(AgentStage stage, PlanEntry entry, YamlNode task) => stages[(int)stage].Add((entry, task));

    public Plan Build(SourcePosition document)
    {
        var groups = new List<PlanGroup>();
        AddBuiltIn(groups, BeforeBoot, document);
        AddStage(groups, AgentStage.Boot);
        AddBuiltIn(groups, BeforeNetwork, document);
        AddStage(groups, AgentStage.Network);
        AddBuiltIn(groups, BeforePreReady, document);
        AddStage(groups, AgentStage.PreReady);
        AddBuiltIn(groups, BeforePostReady, document);
        AddStage(groups, AgentStage.PostReady);
        AddBuiltIn(groups, AtTheEnd, document);
        return new(groups);
    }

    /// <summary>Adds a stage's tasks; one that an earlier stage holds too gets the stage before its name.</summary>
    private void AddStage(List<PlanGroup> groups, AgentStage stage)
    {
        foreach (var (entry, task) in stages[(int)stage])
        {
            var name = names.Has(entry.Name) ? $"{CamelCase.Of(stage.ToString())}-{entry.Name}" : entry.Name;
            names.Take(name, task);
            groups.Add(new([entry with { Name = name }]));
        }
    }

    private void AddBuiltIn(List<PlanGroup> groups, string[] steps, SourcePosition document)
    {
        foreach (var step in steps)
        {
            if (!catalogue.TryFind(step, out var definition) || InputsOf(definition, document) is not { } inputs)
                continue;
            var entry = new PlanEntry { Name = step, Definition = definition, Inputs = inputs, Frequency = definition.Frequency };
            groups.Add(new([entry]));
        }
    }

    /// <summary>EC2Launch v2 is a service that runs at every start, so the boot task must stay enabled.</summary>
    private object? InputsOf(StepDefinition definition, SourcePosition document)
    {
        if (definition.Name != AtTheEnd[0])
            return definition.CreateInputs();
        var enabled = new MapEntry("state", document, new ScalarNode("enabled", isQuoted: false, document));
        return binder.Bind(definition.InputsType, new MapNode([enabled], document), "registerBootTask");
    }
}
