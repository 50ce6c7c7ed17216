namespace OpenLaunch.Steps.Simulation;

/// <summary>A local group.</summary>
public sealed class GroupState
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The names of the accounts in it.</summary>
    public List<string> Members { get; set; } = [];
}
