using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>
/// The one place that catches everything: what a step throws is its outcome, never the end of the run. A step that runs other
/// steps, as user data does with its tasks, runs each of them through it, so that each fails alone.
/// </summary>
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

    private static Task<StepOutcome?> RunAsync(
        Func<Task<StepOutcome>> act, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync(act, context.Name, context.DryRun, context.Logger, cancellationToken);
    }

    /// <summary>Runs any part of an entry's way, from deciding to its end.</summary>
    internal static async Task<StepOutcome?> RunAsync(
        Func<Task<StepOutcome>> act, string name, bool isDryRun, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await act();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (MetadataDisabledException exception)
        {
            return StepOutcome.Skipped(exception.Message);
        }
        catch (MetadataUnreachableException exception) when (isDryRun)
        {
            return StepOutcome.Skipped($"metadata is out of reach, and a dry run mends no route: {exception.Message}");
        }
#pragma warning disable CA1031 // A step's exception is a failed step, never a crashed run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "{Step} failed", name);
            return new StepOutcome.FailedOutcome(exception.Message, exception.GetType().FullName);
        }
    }
}
