using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Engine;

/// <summary>Finds out which instance this is: from metadata, else from the journal, else only which machine.</summary>
/// <param name="metadata">Knows the instance id.</param>
/// <param name="host">Knows the machine.</param>
/// <param name="history">Knows the id that this machine had last.</param>
internal sealed class IdentityResolver(IMetadataClient metadata, IHostIdentity host, JournalHistory history)
{
    /// <summary>What is known so far, without asking.</summary>
    public InstanceIdentity Known { get; private set; } =
        new(history.LastInstanceId(host.MachineId), host.MachineId, FromMetadata: false);

    /// <summary>Asks metadata unless it has answered before.</summary>
    public async Task<InstanceIdentity> ResolveAsync(CancellationToken cancellationToken)
    {
        if (Known.FromMetadata)
            return Known;
        try
        {
            var id = await metadata.GetAsync("meta-data/instance-id", cancellationToken).ConfigureAwait(false);
            if (id is not null)
                Known = new InstanceIdentity(id, host.MachineId, FromMetadata: true);
        }
        catch (MetadataException)
        {
            // The last known id, or the machine alone, decides; the recorder says so.
        }

        return Known;
    }

    /// <summary>Asks only if the service has answered in this run, so that nothing waits for it.</summary>
    public async Task<InstanceIdentity> ResolveCheaplyAsync(CancellationToken cancellationToken) =>
        metadata.Protocol == MetadataProtocol.Unknown ? Known : await ResolveAsync(cancellationToken).ConfigureAwait(false);
}
