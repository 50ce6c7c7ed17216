using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads <c>inputs:</c> of an entry or task.</summary>
internal sealed class InputsReader(ConfigurationErrors errors)
{
    private readonly InputBinder binder = new(errors);

    /// <summary>The secrets that the inputs read last only name; null: none.</summary>
    public SecretInputs? Secrets => binder.Secrets;

    /// <summary>Binds the inputs, or makes the defaults when none are stated.</summary>
    /// <param name="name">What the inputs are called in errors.</param>
    /// <returns>The inputs, or null when errors were noted.</returns>
    public object? Read(StepDefinition? definition, YamlNode? node, SourcePosition entry, string name = "inputs")
    {
        if (definition is null)
            return null;
        if (node is not (null or ScalarNode { IsNull: true }))
            return binder.Bind(definition.InputsType, node, name);
        return binder.Demands(definition.InputsType)
            ? binder.Bind(definition.InputsType, MapNode.Empty(entry), name)
            : definition.CreateInputs();
    }
}
