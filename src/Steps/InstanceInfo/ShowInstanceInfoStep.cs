using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.HostName;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>Prints what this instance is: image, operating system, instance, drivers, agents, certificate.</summary>
/// <param name="facts">What the machine tells.</param>
/// <param name="name">The computer's name.</param>
[Step("showInstanceInfo", "Prints operating system, instance and driver information on the console")]
public sealed class ShowInstanceInfoStep(IInstanceFacts facts, IComputerName name) : Step<NoInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        foreach (var line in InstanceInfoLines.Compose(await GatherAsync(context, cancellationToken), context.Console.Style))
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
        var drivers = TryAsync("drivers", facts.ListDriversAsync, context.Logger, cancellationToken);
        var vssVersion = TryAsync("VSS components", facts.ReadVssVersionAsync, context.Logger, cancellationToken);
        var thumbprint = TryAsync(
            "Remote Desktop certificate", facts.ReadRemoteDesktopThumbprintAsync, context.Logger, cancellationToken);
        var timeZone = facts.TimeZone;
        return new InstanceFacts
        {
            Registry = RegistryFacts.Read(facts),
            Language = facts.Language,
            TimeZone = context.Console.Style == ConsoleStyle.V2 ? timeZone.Id : timeZone.StandardName,
            Offset = timeZone.GetUtcOffset(context.Time.GetUtcNow()),
            AgentVersion = typeof(ShowInstanceInfoStep).Assembly.GetName().Version!.ToString(3),
            ComputerName = name.Current,
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
            missing is MachineException or IOException or UnauthorizedAccessException or CryptographicException or JsonException)
        {
            logger.LogWarning("No {Source}: {Reason}", source, missing.Message);
            return default;
        }
    }
}
