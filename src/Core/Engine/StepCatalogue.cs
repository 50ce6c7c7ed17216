using System.Diagnostics.CodeAnalysis;

namespace OpenLaunch.Core.Engine;

/// <summary>The steps that a plan may name: listed in code, never discovered.</summary>
public sealed class StepCatalogue
{
    private readonly Dictionary<string, StepDefinition> byName;

    /// <summary>Lists steps.</summary>
    /// <param name="definitions">The steps; names must differ.</param>
    /// <exception cref="ArgumentException">Two steps have one name.</exception>
    public StepCatalogue(IEnumerable<StepDefinition> definitions)
    {
        byName = new(StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            if (!byName.TryAdd(definition.Name, definition))
            {
                throw new ArgumentException(
                    $"Two steps are named '{definition.Name}': {byName[definition.Name].StepType} and {definition.StepType}.");
            }
        }
    }

    /// <summary>All steps, in the order they were listed.</summary>
    public IReadOnlyCollection<StepDefinition> Definitions => byName.Values;

    /// <summary>Finds a step by its catalogue name or, for custom steps, by its full type name.</summary>
    /// <param name="name">The name as written in the plan.</param>
    /// <param name="definition">The step, when there is one.</param>
    public bool TryFind(string name, [NotNullWhen(true)] out StepDefinition? definition)
    {
        if (!byName.TryGetValue(name, out definition))
            definition = byName.Values.FirstOrDefault(d => d.StepType.FullName == name);
        return definition is not null;
    }
}
