namespace OpenLaunch.Steps.Routes;

/// <summary>
/// Chooses the adapter that carries the routes: a working Ethernet adapter that is no virtual one and has a default gateway;
/// of several the one with the lowest interface index (EC2 User Guide, "EC2Launch version history", 1.1.2, 1.3.2003857).
/// Where no such adapter is left, the host's side of an external switch is taken: Hyper-V and container networks move address
/// and gateway of the physical adapter to a virtual one, <c>vEthernet (...)</c> (Microsoft, "Container networking", transparent
/// and l2bridge networks).
/// </summary>
internal static class PrimaryAdapterSelector
{
    private const string HyperV = "Hyper-V Virtual";

    /// <summary>Found in the description or name of adapters that never lead to EC2's services.</summary>
    private static readonly (string Mark, string Kind)[] VirtualAdapters =
    [
        (HyperV, "is a Hyper-V virtual adapter"),
        ("Loopback Adapter", "is a loopback adapter"),
        ("TAP-Windows", "is a TAP adapter of a VPN"),
        ("OpenVPN", "is an OpenVPN adapter"),
    ];

    public static AdapterSelection Select(IEnumerable<NetworkAdapter> adapters)
    {
        var ordered = adapters.OrderBy(adapter => adapter.InterfaceIndex).ToList();
        var primary = ordered.Find(adapter => WhyNot(adapter) is null) ?? ordered.Find(HasTakenOver);
        return new(primary, [.. ordered.Where(adapter => adapter != primary).Select(
            adapter => new RejectedAdapter(adapter, WhyNot(adapter) ?? $"comes after interface {primary!.InterfaceIndex}"))]);
    }

    /// <summary>Whether an adapter is the host's side of a switch that took over the machine's way out.</summary>
    public static bool HasTakenOver(NetworkAdapter adapter) =>
        (Has(adapter.Description, HyperV) || adapter.Name.StartsWith("vEthernet (", StringComparison.OrdinalIgnoreCase))
        && WhyNoWayOut(adapter) is null;

    /// <summary>What kind of virtual adapter it is, as a clause; null for one that EC2 attached.</summary>
    internal static string? VirtualKind(NetworkAdapter adapter)
    {
        foreach (var (mark, kind) in VirtualAdapters)
        {
            if (Has(adapter.Description, mark) || Has(adapter.Name, mark))
                return kind;
        }

        return null;
    }

    private static string? WhyNot(NetworkAdapter adapter)
    {
        return VirtualKind(adapter) ?? WhyNoWayOut(adapter);
    }

    private static string? WhyNoWayOut(NetworkAdapter adapter)
    {
        if (!adapter.IsEthernet)
            return "is no Ethernet adapter";
        if (!adapter.IsUp)
            return "is down";
        if (adapter.Gateways.Count == 0)
            return "has no default gateway";
        return AdapterPath.Of(adapter).Count == 0 ? "has no address of the family of its default gateway" : null;
    }

    private static bool Has(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which adapter carries the routes, and why not the others.</summary>
internal sealed record AdapterSelection(NetworkAdapter? Primary, IReadOnlyList<RejectedAdapter> Rejected);

/// <summary>An adapter that does not carry the routes.</summary>
internal sealed record RejectedAdapter(NetworkAdapter Adapter, string Reason)
{
    public override string ToString() =>
        $"interface {Adapter.InterfaceIndex} '{Adapter.Name}' ({Adapter.Description}) {Reason}";
}
