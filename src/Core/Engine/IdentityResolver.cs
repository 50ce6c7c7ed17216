using System.Text.RegularExpressions;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>Finds out which instance this is: from metadata, else from the journal, else only which machine.</summary>
internal sealed partial class IdentityResolver(
    IMetadataClient metadata, string machineId, JournalHistory history, Action<string> warn)
{
    private const int MostFailures = 2;

    private bool isNone;
    private int failures;
    private MetadataProtocol failedUnder;

    /// <summary>What is known so far, without asking.</summary>
    public InstanceIdentity Known { get; private set; } =
        new(history.LastInstanceId(machineId), machineId, FromMetadata: false);

    /// <summary>
    /// Asks metadata unless it has answered before, or has failed twice and nothing of the service has come since. Where it
    /// does not answer, the last known id, or the machine alone, decides; the run says so at its end.
    /// </summary>
    public async Task<InstanceIdentity> ResolveAsync(CancellationToken cancellationToken)
    {
        if (Known.FromMetadata || isNone || (failures >= MostFailures && failedUnder == metadata.Protocol))
            return Known;
        string? id = null;
        var problem = await StepGuard.TryAsync(
            async () => id = await metadata.GetAsync("meta-data/instance-id", cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (problem is not null)
            (failures, failedUnder) = (failures + 1, metadata.Protocol);
        if (id is not null && InstanceId().IsMatch(id))
            Known = new InstanceIdentity(id, machineId, FromMetadata: true);
        isNone = id is not null && !Known.FromMetadata;
        if (isNone)
            warn("Metadata gives a text as instance id that is none (i- and 8 to 17 hexadecimal digits), so it is not used.");
        return Known;
    }

    /// <summary>Asks only if the service has answered in this run, so that nothing waits for it.</summary>
    public async Task<InstanceIdentity> ResolveCheaplyAsync(CancellationToken cancellationToken) =>
        metadata.Protocol == MetadataProtocol.Unknown ? Known : await ResolveAsync(cancellationToken);

    // EC2 User Guide, "Instance IDs": 8 digits until 2016, 17 since. What runs once per instance is decided by it.
    [GeneratedRegex(@"^i-[0-9a-f]{8,17}\z")]
    private static partial Regex InstanceId();
}
