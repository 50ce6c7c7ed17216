namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>Lists installed device drivers. Never through Win32_PnPSignedDriver, which takes 17 s on a boot.</summary>
public interface IDriverInventory
{
    /// <summary>The drivers of devices that are present, of the network, storage and SCSI classes.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<InstalledDriver>> ListAsync(CancellationToken cancellationToken);
}
