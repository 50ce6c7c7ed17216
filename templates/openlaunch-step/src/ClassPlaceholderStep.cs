using OpenLaunch.Core.Engine;

namespace Contoso.StepTemplate;

/// <summary>Keeps a file. Compare, then change what differs: a second run finds nothing to do.</summary>
[Step("namePlaceholder", "Keeps a file that holds a text")]
public sealed class ClassPlaceholderStep : Step<ClassPlaceholderInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        ClassPlaceholderInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (File.Exists(inputs.Path) && await File.ReadAllTextAsync(inputs.Path, cancellationToken) == inputs.Text)
            return StepOutcome.Done;
        if (Path.GetDirectoryName(Path.GetFullPath(inputs.Path)) is { } folder && !Directory.Exists(folder))
            return StepOutcome.Failed($"The folder {folder} does not exist; make it first, or choose another 'path'.");

        await context.ChangeAsync(
            $"write {inputs.Path}", token => File.WriteAllTextAsync(inputs.Path, inputs.Text, token), cancellationToken);
        return inputs.Reboot ? StepOutcome.RebootThenDone($"{inputs.Path} is new") : StepOutcome.Done;
    }
}
