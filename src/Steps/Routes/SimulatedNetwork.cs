using System.Net;
using System.Net.Sockets;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Routes;

/// <summary>
/// Where packets of a simulated machine go. The services of EC2 are reached only through a working adapter's own gateway,
/// so a stale route cuts them off, as it does on EC2.
/// </summary>
internal sealed class SimulatedNetwork(SimulatedMachine machine)
{
    /// <summary>
    /// The route that an address takes: the longest prefix, then the lowest sum of route and interface metric, among routes in
    /// use, default routes and the adapters' own subnets.
    /// </summary>
    public Route? FindRoute(IPAddress address) => machine.Read(state => FindRoute(state, address));

    /// <summary>Whether the metadata service can be reached over either family.</summary>
    public bool CanReachMetadata() => Ec2Addresses.Metadata.Any(CanReach);

    /// <summary>Whether a service of EC2 at a link-local address can be reached.</summary>
    public bool CanReach(IPAddress service) => machine.Read(state =>
    {
        if (FindRoute(state, service) is not { } route)
            return false;
        // An adapter without a gateway, such as that of a container network, does not lead out of the machine.
        var adapter = state.Adapters.Single(adapter => adapter.Index == route.InterfaceIndex).ToAdapter();
        return adapter.Gateways.Any(gateway => gateway.AddressFamily == service.AddressFamily)
            && (adapter.Gateways.Contains(route.Gateway) || route.IsOnLink
                || adapter.Addresses.Any(own => own.Contains(route.Gateway)));
    });

    /// <summary>
    /// Opens a connection for the metadata client: refused as a machine without a way refuses it, else a real one.
    /// </summary>
    /// <exception cref="SocketException">No way leads to the service, or the connection failed.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var isLiteral = IPAddress.TryParse(target.Host, out var address);
        var reachable = isLiteral && Ec2Addresses.Metadata.Contains(address!)
            ? CanReach(address!)
            : CanReachMetadata();
        if (!reachable)
            throw new SocketException((int)SocketError.HostUnreachable);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(isLiteral ? new IPEndPoint(address!, target.Port) : target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A route's entry in the active store; null when it has none.</summary>
    internal static Route? ToActive(MachineState state, RouteState route)
    {
        var index = route.Interface ?? InterfaceFor(state, route.NextHop);
        return route.Active && index is not null
            ? new(route.Prefix, route.NextHop, index, route.Metric, RouteStore.Active)
            : null;
    }

    /// <summary>A persistent route that names no interface goes to the one that has the gateway for a neighbour.</summary>
    private static int? InterfaceFor(MachineState state, IPAddress gateway)
    {
        var up = state.Adapters.Where(adapter => adapter.Up).OrderBy(adapter => adapter.Index).ToList();
        var near = up.FirstOrDefault(adapter => adapter.ToAdapter().Addresses.Any(own => own.Contains(gateway)));
        return (near ?? up.FirstOrDefault())?.Index;
    }

    private static Route? FindRoute(MachineState state, IPAddress address)
    {
        var adapters = state.Adapters.Where(adapter => adapter.Up).ToDictionary(adapter => adapter.Index);
        return state.Routes.Select(route => ToActive(state, route)).OfType<Route>()
            .Concat(adapters.Values.SelectMany(adapter => Implied(adapter.ToAdapter())))
            .Where(route => route.InterfaceIndex is { } index && adapters.ContainsKey(index))
            .Where(route => route.Destination.BaseAddress.AddressFamily == address.AddressFamily)
            .Where(route => route.Destination.Contains(address))
            .OrderByDescending(route => route.Destination.PrefixLength)
            .ThenBy(route => route.Metric + adapters[route.InterfaceIndex!.Value].Metric)
            .ThenBy(route => route.InterfaceIndex)
            .FirstOrDefault();
    }

    /// <summary>What Windows adds by itself: a route to each own subnet and one to everywhere for each gateway.</summary>
    private static IEnumerable<Route> Implied(NetworkAdapter adapter)
    {
        foreach (var own in adapter.Addresses)
        {
            var onLink = own.Address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
            yield return new(own.Subnet, onLink, adapter.InterfaceIndex, 0, RouteStore.Active);
        }

        foreach (var gateway in adapter.Gateways)
        {
            var everywhere = gateway.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any;
            yield return new(new IPNetwork(everywhere, 0), gateway, adapter.InterfaceIndex, 0, RouteStore.Active);
        }
    }
}
