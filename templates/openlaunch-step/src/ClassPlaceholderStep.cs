using OpenLaunch.Core.Engine;

namespace Contoso.Step_Template;

#if (withReboot)
/// <summary>Keeps a file, and restarts Windows after a change. Called again, it finds nothing to do.</summary>
[Step("namePlaceholder", "Keeps a file that holds a text, and restarts Windows after a change")]
#else
/// <summary>Keeps a file. Compare, then change what differs: a second run finds nothing to do.</summary>
[Step("namePlaceholder", "Keeps a file that holds a text")]
#endif
public sealed class ClassPlaceholderStep : Step<ClassPlaceholderInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        ClassPlaceholderInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (File.Exists(inputs.Path) && await File.ReadAllTextAsync(inputs.Path, cancellationToken) == inputs.Text)
            return StepOutcome.Done;
#if (withReboot)
        if (context.Resumed)
            return StepOutcome.Failed($"After the restart {inputs.Path} is not as run {context.Recall("run")} left it.");
#endif
        if (Path.GetDirectoryName(Path.GetFullPath(inputs.Path)) is { } folder && !Directory.Exists(folder))
            return StepOutcome.Failed($"The folder {folder} does not exist; make it first, or choose another 'path'.");

        await context.ChangeAsync(
            $"write {inputs.Path}", token => File.WriteAllTextAsync(inputs.Path, inputs.Text, token), cancellationToken);
#if (withReboot)
        context.Remember("run", context.RunId);
        return StepOutcome.RebootThenResume($"{inputs.Path} is new");
#else
        return StepOutcome.Done;
#endif
    }
}
