using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>Prints what this instance is: image, operating system, instance, drivers, agents, certificate.</summary>
/// <param name="ports">Where the facts are read.</param>
[Step("showInstanceInfo", "Prints operating system, instance and driver information on the console")]
public sealed class ShowInstanceInfoStep(InstanceInfoPorts ports) : Step<NoInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var line in InstanceInfoLines.Compose(await GatherAsync(context, cancellationToken)))
        {
            context.Logger.LogInformation("{Line}", line);
            if (!context.DryRun)
                context.Console.WriteLine(ConsoleTopic.Info, line);
        }

        return StepOutcome.Done;
    }

    private async Task<InstanceFacts> GatherAsync(StepContext context, CancellationToken cancellationToken)
    {
        // The requests are on their way while the machine itself is read.
        var metadata = MetadataFacts.ReadAsync(context.Metadata, context.Logger, cancellationToken);
        var drivers = TryAsync("drivers", ports.Drivers.ListAsync, context.Logger, cancellationToken);
        var vssVersion = TryAsync("VSS components", ports.Components.ReadVssAsync, context.Logger, cancellationToken);
        var thumbprint = TryAsync(
            "Remote Desktop certificate", ports.Certificate.ReadThumbprintAsync, context.Logger, cancellationToken);
        var timeZone = ports.Region.TimeZone;
        return new InstanceFacts
        {
            Registry = RegistryFacts.Read(ports.Registry),
            Language = ports.Region.Language,
            TimeZone = timeZone.StandardName,
            Offset = timeZone.GetUtcOffset(context.Time.GetUtcNow()),
            AgentVersion = typeof(ShowInstanceInfoStep).Assembly.GetName().Version!.ToString(3),
            ComputerName = ports.ComputerName.Current,
            Metadata = await metadata,
            Drivers = await drivers ?? [],
            VssVersion = await vssVersion,
            Thumbprint = await thumbprint,
        };
    }

    /// <summary>What one source refuses is missing from the information, and costs nothing else.</summary>
    private static async Task<T?> TryAsync<T>(
        string source, Func<CancellationToken, Task<T>> read, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (Exception missing) when (
            missing is IOException or UnauthorizedAccessException or ExternalException or TypeLoadException or JsonException)
        {
            logger.LogWarning("No {Source}: {Reason}", source, missing.Message);
            return default;
        }
    }
}
