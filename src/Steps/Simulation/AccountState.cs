using System.ComponentModel.DataAnnotations;

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

    /// <summary>The day from which on the account is not valid, as in 2030-10-01; null: none is known.</summary>
    [RegularExpression(@"\d{4}-\d{2}-\d{2}", ErrorMessage = "must be a day as in 2030-10-01")]
    public string? ExpiresOn { get; set; }

    /// <summary>The full name. Default: empty.</summary>
    public string FullName { get; set; } = "";

    /// <summary>Whether a password is required. Default: true.</summary>
    public bool PasswordRequired { get; set; } = true;
}

/// <summary>A local group.</summary>
public sealed class GroupState
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The names of the accounts in it.</summary>
    public List<string> Members { get; set; } = [];
}

/// <summary>A file of public keys.</summary>
public sealed class AuthorizedKeysState
{
    /// <summary>The user whose keys they are, or null for the members of Administrators together.</summary>
    public string? User { get; set; }

    /// <summary>The lines.</summary>
    public List<string> Keys { get; set; } = [];
}
