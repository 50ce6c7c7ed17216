using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>
/// The one place that catches everything: what a step throws is its outcome, never the end of the run. A step that runs other
/// steps, as user data does with its tasks, runs each of them through it, so that each fails alone.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "This is the place for it.")]
public static class StepGuard
{
    /// <summary>Runs a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="inputs">Its inputs; of the type that its definition names.</param>
    /// <param name="context">What is lent to it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Its outcome, whatever it threw; null when it obeyed its cancellation.</returns>
    public static Task<StepOutcome?> RunAsync(IStep step, object inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        return RunAsync(() => step.RunAsync(inputs, context, cancellationToken), context, cancellationToken);
    }

    /// <summary>Makes and runs a step.</summary>
    /// <param name="definition">The step.</param>
    /// <param name="services">Where it gets its ports; one that is missing is a failure of this step.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="context">What is lent to it.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Its outcome, whatever it threw; null when it obeyed its cancellation.</returns>
    public static Task<StepOutcome?> RunAsync(
        StepDefinition definition, IServiceProvider services, object inputs, StepContext context,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return RunAsync(
            () => definition.Create(services).RunAsync(inputs, context, cancellationToken), context, cancellationToken);
    }

    /// <summary>Does what belongs to the run and to no step, such as to tell a listener.</summary>
    /// <returns>What it threw; null when it did not.</returns>
    internal static Exception? Try(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Does what belongs to the run and to no step, such as to ask for a restart.</summary>
    /// <returns>What it threw; null when it did not.</returns>
    internal static async Task<Exception?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static async Task<StepOutcome?> RunAsync(
        Func<Task<StepOutcome>> act, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        StepOutcome? outcome = null;
        if (await TryAsync(async () => outcome = await act()) is not { } thrown)
            return outcome ?? StepOutcome.Failed("the step returned no outcome");
        if (thrown is OperationCanceledException && cancellationToken.IsCancellationRequested)
            return null;
        if (thrown is MetadataDisabledException)
            return new StepOutcome.SkippedOutcome(thrown.Message) { Error = thrown.GetType().FullName };
        if (thrown is MetadataUnreachableException && context.DryRun)
            return StepOutcome.Skipped($"metadata is out of reach, and a dry run mends no route: {thrown.Message}");
        _ = Try(() => context.Logger.LogError(thrown, "{Step} failed", context.Name));
        return new StepOutcome.FailedOutcome(thrown.Message, thrown.GetType().FullName);
    }
}
