using System.Text;
using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Schema;

namespace OpenLaunch.Runner.Output;

/// <summary>The catalogue for <c>openlaunch steps</c>.</summary>
internal static class StepList
{
    /// <summary>For people: a step, what it does, and its inputs below it.</summary>
    public static string Text(StepCatalogue catalogue)
    {
        var text = new StringBuilder();
        foreach (var step in Describe(catalogue))
        {
            var origin = step.Origin == StepDefinition.BuiltIn ? "" : $", from {step.Origin}";
            text.AppendLine(null, $"{step.Name} ({step.Frequency}{origin})").AppendLine(null, $"  {step.Description}");
            var width = step.Inputs.Select(input => input.Key.Length).DefaultIfEmpty(0).Max();
            foreach (var input in step.Inputs)
                text.AppendLine($"    {input.Key.PadRight(width)}  {Explain(input)}");
        }

        return text.ToString().TrimEnd();
    }

    public static string Json(StepCatalogue catalogue) =>
        JsonSerializer.Serialize(new StepListDocument(1, [.. Describe(catalogue)]), OutputJson.Printed.StepListDocument);

    private static string Explain(InputDescription input)
    {
        var standard = input.IsRequired ? "required" : input.Default is null ? "optional" : $"default {input.Default}";
        var meaning = input.Meaning is null ? "" : $": {input.Meaning}";
        return $"{input.Type}, {standard}{meaning}";
    }

    private static IEnumerable<StepDescription> Describe(StepCatalogue catalogue) => catalogue.Definitions.Select(
        step => new StepDescription(
            step.Name, step.Description, CamelCase.Of(step.Frequency.ToString()),
            step.Origin, InputDescription.Of(step)));
}

internal sealed record StepListDocument(int Schema, IReadOnlyList<StepDescription> Steps);

internal sealed record StepDescription(
    string Name, string Description, string Frequency, string Origin, IReadOnlyList<InputDescription> Inputs);
