using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Activation;

/// <summary>Reads how activation stands and plans what is to be done: for step, watch, and what verifies a repair.</summary>
internal sealed class ActivationDrift(IActivation activation, IKmsProbe probe)
{
    /// <summary>The state as last read; null before, and while an act may have changed it.</summary>
    public ActivationState? Latest { get; private set; }

    /// <summary>Reads and plans. The licensing service alone may take seconds, so the three reads go beside each other.</summary>
    /// <param name="known">The state, where it was read just now.</param>
    public async Task<ActivationReading> ReadAsync(
        IMetadataClient metadata, CancellationToken cancellationToken, ActivationState? known = null)
    {
        var billing = BillingDocument.ReadAsync(metadata, cancellationToken);
        var reach = KmsHosts.FindReachAsync(probe, cancellationToken);
        var state = known ?? await ReadStateAsync(cancellationToken);
        return new(state, await reach, ActivationPlanner.Plan(state, await billing, await reach));
    }

    public async Task<ActivationState> ReadStateAsync(CancellationToken cancellationToken) =>
        Latest = await activation.ReadAsync(cancellationToken);

    public Task ApplyAsync(ActivationEdit edit, CancellationToken cancellationToken)
    {
        Latest = null;
        return edit switch
        {
            ActivationEdit.InstallKey install => activation.InstallKeyAsync(install.Key, cancellationToken),
            ActivationEdit.SetKms set => activation.SetKmsAsync(KmsHosts.Write(set.Server), KmsHosts.Port, cancellationToken),
            _ => activation.ActivateAsync(cancellationToken),
        };
    }
}

/// <summary>How activation stands, which services could renew it, and what has to be done.</summary>
internal sealed record ActivationReading(ActivationState State, KmsReach Reach, ActivationPlan Plan);
