using System.Globalization;
using System.Net;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Routes;

/// <summary>The adapters of a simulated machine.</summary>
internal sealed class SimulatedNetworkAdapters(SimulatedMachine machine, TimeProvider time) : INetworkAdapters
{
    public Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<NetworkAdapter>>(
            state => [.. state.Adapters.Select(adapter => adapter.ToAdapter())]));

    public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken) =>
        machine.WaitForChangeAsync(bound, time, cancellationToken);
}

/// <summary>A simulated machine's adapter as the steps see it.</summary>
internal static class SimulatedAdapter
{
    /// <summary>Translates the state of the machine, which was checked when it was read.</summary>
    public static NetworkAdapter ToAdapter(this AdapterState state) => new()
    {
        InterfaceIndex = state.Index,
        Name = state.Name,
        Description = state.Description,
        MacAddress = state.Mac.ToUpperInvariant(),
        IsUp = state.Up,
        IsEthernet = state.Ethernet,
        Addresses = [.. state.Ipv4.Concat(state.Ipv6).Select(Address)],
        Gateways = [.. state.Gateways.Select(IPAddress.Parse)],
        Ipv4Metric = state.Metric,
        Ipv6Metric = state.Metric,
    };

    private static AdapterAddress Address(string text)
    {
        var slash = text.LastIndexOf('/');
        return new(IPAddress.Parse(text.AsSpan(0, slash)), int.Parse(text.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}
