namespace OpenLaunch.Steps.Routes;

/// <summary>Lists the machine's network adapters.</summary>
public interface INetworkAdapters
{
    /// <summary>All adapters, software ones included, in no order.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns when an adapter, address or route changed since the call, or when the bound is over. A late network
    /// adapter or DHCP lease at boot is waited for this way, not by polling.
    /// </summary>
    /// <param name="bound">The longest wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken);
}
