using System.Text;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Schema;

namespace OpenLaunch.Runner.Output;

/// <summary>The catalogue as a page of documentation.</summary>
internal static class StepMarkdown
{
    /// <summary>Writes the page: the same text for the same catalogue, ended by a line feed.</summary>
    public static string Write(StepCatalogue catalogue)
    {
        var page = new StringBuilder("# Steps\n\n");
        page.Append("Written by `openlaunch steps --markdown`; edit the steps, not this page.\n");
        foreach (var step in catalogue.Definitions)
        {
            page.Append(null, $"\n## {step.Name}\n\n{step.Description}.\n\n");
            var frequency = CamelCase.Of(step.Frequency.ToString());
            page.Append(null, $"Runs: {frequency}. Origin: {step.Origin}.\n");
            AppendInputs(page, InputDescription.Of(step));
        }

        return page.ToString();
    }

    private static void AppendInputs(StringBuilder page, IReadOnlyList<InputDescription> inputs)
    {
        if (inputs.Count == 0)
        {
            page.Append("\nNo inputs.\n");
            return;
        }

        page.Append("\n| input | type | default | meaning |\n|---|---|---|---|\n");
        foreach (var input in inputs)
        {
            var standard = input.IsRequired ? "required" : input.Default is { } text ? $"`{text}`" : "";
            page.Append(null, $"| `{input.Key}` | {Cell(input.Type)} | {Cell(standard)} | {Cell(input.Meaning ?? "")} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
