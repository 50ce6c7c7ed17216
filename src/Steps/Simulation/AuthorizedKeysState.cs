namespace OpenLaunch.Steps.Simulation;

/// <summary>A file of public keys.</summary>
public sealed class AuthorizedKeysState
{
    /// <summary>The user whose keys they are, or null for the members of Administrators together.</summary>
    public string? User { get; set; }

    /// <summary>The lines.</summary>
    public List<string> Keys { get; set; } = [];
}
