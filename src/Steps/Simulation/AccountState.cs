namespace OpenLaunch.Steps.Simulation;

/// <summary>A local account.</summary>
public sealed class AccountState
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The security identifier.</summary>
    public required string Sid { get; set; }

    /// <summary>Whether it can log on. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>A salted hash of the password, never the password; null: unknown.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Whether the password must be changed at logon. Default: false.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Whether the account expires. Default: false.</summary>
    public bool Expires { get; set; }

    /// <summary>Whether a password is required. Default: true.</summary>
    public bool PasswordRequired { get; set; } = true;
}
