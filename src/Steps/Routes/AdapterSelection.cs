namespace OpenLaunch.Steps.Routes;

/// <summary>Which adapter carries the routes, and why not the others.</summary>
internal sealed record AdapterSelection(NetworkAdapter? Primary, IReadOnlyList<RejectedAdapter> Rejected);

/// <summary>An adapter that does not carry the routes.</summary>
internal sealed record RejectedAdapter(NetworkAdapter Adapter, string Reason)
{
    public override string ToString() =>
        $"interface {Adapter.InterfaceIndex} '{Adapter.Name}' ({Adapter.Description}) {Reason}";
}
