using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>
/// The one place that catches everything: what a step throws is its outcome, never the end of the run. A step that runs other
/// steps, as user data does with its tasks, runs each of them through it, so that each fails alone.
/// </summary>
[SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "This is the place for it.")]
internal static class StepGuard
{
    /// <summary>Makes and runs a step. A port that is missing is a failure of this step.</summary>
    /// <param name="secrets">Those that the inputs only name, which are fetched before; null: none.</param>
    /// <returns>Its outcome, whatever it threw; null when it obeyed its cancellation.</returns>
    public static async Task<StepOutcome?> RunAsync(
        StepDefinition definition, IServiceProvider services, object inputs, SecretInputs? secrets, StepContext context,
        CancellationToken cancellationToken)
    {
        try
        {
            if (secrets is not null && await secrets.FetchAsync(services, context, cancellationToken) is { } problem)
                return StepOutcome.Failed(problem);
            return await definition.Create(services).RunAsync(inputs, context, cancellationToken)
                ?? StepOutcome.Failed("the step returned no outcome");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (MetadataDisabledException disabled)
        {
            return new StepOutcome.SkippedOutcome(disabled.Message) { Error = disabled.GetType().FullName };
        }
        catch (MetadataUnreachableException unreachable) when (context.DryRun)
        {
            return StepOutcome.Skipped($"metadata is out of reach, and a dry run mends no route: {unreachable.Message}");
        }
        catch (SecretNotFetchedException unknown) when (context.DryRun)
        {
            return StepOutcome.Skipped($"{unknown.Reference} is not fetched by a dry run, and the step needs it to compare");
        }
        catch (Exception thrown)
        {
            _ = Try(() => context.Logger.LogError(thrown, "{Step} failed", context.Name));
            return new StepOutcome.FailedOutcome(TextOf(thrown), thrown.GetType().FullName);
        }
    }

    /// <summary>Does what belongs to the run and to no step, such as to tell a listener.</summary>
    /// <returns>What it threw; null when it did not.</returns>
    public static Exception? Try(Action act)
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
    public static async Task<Exception?> TryAsync(Func<Task> act)
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

    /// <summary>What an exception says; its type where it says nothing, or throws when it is asked.</summary>
    public static string TextOf(Exception exception)
    {
        string? text = null;
        Try(() => text = exception.Message);
        return string.IsNullOrWhiteSpace(text) ? $"{exception.GetType().FullName}, which says nothing" : text;
    }
}
