using OpenLaunch.Core.Engine;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>Custom steps in this very assembly, which a test names as an extension.</summary>
public sealed record EchoInputs
{
    public string Text { get; init; } = "";
}

[Step("echo", "Tells what it was given.")]
public sealed class EchoStep : Step<EchoInputs>
{
    public override async Task<StepOutcome> RunAsync(EchoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        await context.ChangeAsync($"echo {inputs.Text}", _ => Task.CompletedTask, cancellationToken);
        return StepOutcome.Done;
    }
}

[Step("linger", "Waits until it is cancelled.")]
public sealed class LingerStep : Step<NoInputs>
{
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMinutes(2), TimeProvider.System, cancellationToken);
        return StepOutcome.Done;
    }
}
