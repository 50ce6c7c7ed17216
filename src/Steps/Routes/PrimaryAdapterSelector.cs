namespace OpenLaunch.Steps.Routes;

/// <summary>
/// Chooses the adapter that carries the routes: a working Ethernet adapter that is no virtual one and has a default gateway;
/// of several the one with the lowest interface index (EC2 User Guide, "EC2Launch version history", 1.1.2, 1.3.2003857).
/// </summary>
public static class PrimaryAdapterSelector
{
    /// <summary>Found in the description or name of adapters that never lead to EC2's services.</summary>
    private static readonly (string Mark, string Kind)[] VirtualAdapters =
    [
        ("Hyper-V Virtual", "is a Hyper-V virtual adapter"),
        ("Loopback Adapter", "is a loopback adapter"),
        ("TAP-Windows", "is a TAP adapter of a VPN"),
        ("OpenVPN", "is an OpenVPN adapter"),
    ];

    /// <summary>Chooses.</summary>
    /// <param name="adapters">All adapters, in any order.</param>
    public static AdapterSelection Select(IEnumerable<NetworkAdapter> adapters)
    {
        NetworkAdapter? primary = null;
        var rejected = new List<RejectedAdapter>();
        foreach (var adapter in adapters.OrderBy(adapter => adapter.InterfaceIndex))
        {
            if (WhyNot(adapter) is { } reason)
                rejected.Add(new(adapter, reason));
            else if (primary is null)
                primary = adapter;
            else
                rejected.Add(new(adapter, $"comes after interface {primary.InterfaceIndex}"));
        }

        return new(primary, rejected);
    }

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
        if (VirtualKind(adapter) is { } kind)
            return kind;
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
