using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Testing;

/// <summary>Reads inputs as a plan would hold them.</summary>
internal static class BenchPlan
{
    /// <summary>Binds and checks the inputs of a step.</summary>
    /// <exception cref="ConfigurationException">They are not valid.</exception>
    public static object Read(StepDefinition definition, string yaml)
    {
        var text = string.IsNullOrWhiteSpace(yaml)
            ? $"{{ version: 1, steps: [{{ step: {definition.Name} }}] }}"
            : $"version: 1\nsteps:\n  - step: {definition.Name}\n    inputs:\n{Indent(yaml)}";
        var configuration = new ConfigurationReader(new StepCatalogue([definition])).Read(text, "inputs");
        return configuration.Plan.Entries.Single().Inputs;
    }

    private static string Indent(string yaml) =>
        string.Concat(yaml.Trim('\n', '\r').ReplaceLineEndings("\n").Split('\n').Select(line => $"      {line}\n"));
}
