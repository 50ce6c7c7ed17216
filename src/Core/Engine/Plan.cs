namespace OpenLaunch.Core.Engine;

/// <summary>The ordered steps that a configuration asks for.</summary>
/// <param name="Groups">The groups, run one after the other.</param>
public sealed record Plan(IReadOnlyList<PlanGroup> Groups)
{
    /// <summary>All entries in declared order, the children of groups flattened.</summary>
    public IEnumerable<PlanEntry> Entries => Groups.SelectMany(group => group.Entries);
}

/// <summary>Entries that run concurrently; mostly just one.</summary>
/// <param name="Entries">The entries in declared order, which is the order of their console lines.</param>
public sealed record PlanGroup(IReadOnlyList<PlanEntry> Entries);
