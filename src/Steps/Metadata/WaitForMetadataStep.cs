using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Metadata;

/// <summary>Waits until the instance metadata service answers, for as long as the configuration's metadata timeout.</summary>
[Step("waitForMetadata", "Waits until the instance metadata service answers")]
public sealed class WaitForMetadataStep : Step<NoInputs>
{
    private const string NotAvailable = "Message: Metadata is not available for this instance.";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        context.Console.WriteLine(
            ConsoleTopic.Progress,
            context.Console.Style == ConsoleStyle.V2
                ? "Message: Waiting for access to metadata..."
                : "Message: Waiting for meta-data accessibility...");
        try
        {
            await context.Metadata.WaitAsync(new WaitAnnouncer(context), cancellationToken);
        }
        catch (MetadataDisabledException disabled)
        {
            context.Console.WriteLine(ConsoleTopic.Progress, NotAvailable);
            return StepOutcome.Skipped(disabled.Message);
        }
        catch (MetadataUnreachableException unreachable) when (context.DryRun)
        {
            return StepOutcome.Skipped(
                $"the metadata service does not answer, and this is a dry run, which changes no route: {unreachable.Message}");
        }
        catch (MetadataUnreachableException)
        {
            context.Console.WriteLine(ConsoleTopic.Progress, "Message: Timed out waiting for access to metadata.");
            throw;
        }

        context.Console.WriteLine(ConsoleTopic.Progress, "Message: Meta-data is now available.");
        if (context.Metadata.Protocol == MetadataProtocol.V1)
            context.Report("metadata answers without a session token only: version 1 is used, as the configuration allows");
        else
            context.Logger.LogInformation("Metadata answers with version {Protocol}", context.Metadata.Protocol);
        return StepOutcome.Done;
    }
}

/// <summary>Tells console and log how the wait for metadata goes on; at once on the calling thread, unlike Progress.</summary>
internal sealed class WaitAnnouncer(StepContext context) : IProgress<MetadataWaitProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(120);

    private TimeSpan next = Interval;
    private string? lastFailure;

    public void Report(MetadataWaitProgress value)
    {
        if (value.LastFailure != lastFailure)
            context.Logger.LogInformation("Metadata does not answer yet: {Failure}", value.LastFailure);
        lastFailure = value.LastFailure;
        if (value.Elapsed < next)
            return;
        context.Console.WriteLine(ConsoleTopic.Progress, "Message: Still waiting for meta-data accessibility...");
        context.Report($"still waiting for metadata after {value.FailedAttempts} attempts: {value.LastFailure}");
        next = value.Elapsed + Interval;
    }
}
