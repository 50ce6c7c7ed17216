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
        context.Console.WriteLine(ConsoleTopic.Progress, "Message: Waiting for meta-data accessibility...");
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
