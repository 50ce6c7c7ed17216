namespace OpenLaunch.Steps.Routes;

/// <summary>Which adapter carries the routes, and why not the others.</summary>
/// <param name="Primary">The adapter, or null when none can carry them.</param>
/// <param name="Rejected">All other adapters by interface index, each with the reason.</param>
public sealed record AdapterSelection(NetworkAdapter? Primary, IReadOnlyList<RejectedAdapter> Rejected);

/// <summary>An adapter that does not carry the routes.</summary>
/// <param name="Adapter">The adapter.</param>
/// <param name="Reason">Why not, as a clause: <c>is down</c>.</param>
public sealed record RejectedAdapter(NetworkAdapter Adapter, string Reason)
{
    /// <returns>The adapter and the reason in one line, for people.</returns>
    public override string ToString() =>
        $"interface {Adapter.InterfaceIndex} '{Adapter.Name}' ({Adapter.Description}) {Reason}";
}
