using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Engine;

namespace Contoso.TagFile;

/// <summary>Which tag goes where.</summary>
public sealed record TagFileInputs
{
    /// <summary>The tag's key.</summary>
    [Required, Description("The tag's key")] public string Tag { get; init; } = "";

    /// <summary>The file that holds its value.</summary>
    [Required, Description("The file that holds the tag's value")] public string Path { get; init; } = "";
}

/// <summary>Lets programs read an instance tag from a file.</summary>
[Step("tagFile", "Writes the value of an instance tag to a file")]
public sealed class TagFileStep : Step<TagFileInputs>
{
    public override async Task<StepOutcome> RunAsync(TagFileInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (await context.Metadata.GetAsync($"meta-data/tags/instance/{inputs.Tag}", cancellationToken) is not { } value)
            return StepOutcome.Skipped($"metadata shows no tag {inputs.Tag} of this instance");
        if (!File.Exists(inputs.Path) || await File.ReadAllTextAsync(inputs.Path, cancellationToken) != value)
            await context.ChangeAsync(
                $"write {value} to {inputs.Path}", token => File.WriteAllTextAsync(inputs.Path, value, token), cancellationToken);
        return StepOutcome.Done;
    }
}
