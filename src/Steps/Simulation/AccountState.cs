using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.Simulation;

/// <summary>A local account.</summary>
public sealed class AccountState
{
    public required string Name { get; set; }

    public required string Sid { get; set; }

    public bool Enabled { get; set; } = true;

    /// <summary>A salted hash of the password, never the password; null: unknown.</summary>
    [RegularExpression(MachineForms.Password, ErrorMessage = "must be salt and hash as a run wrote them")]
    public string? PasswordHash { get; set; }

    public bool MustChangePassword { get; set; }

    public bool Expires { get; set; }

    /// <summary>The day from which on the account is not valid, as in 2030-10-01; null: none is known.</summary>
    [Moment(Form = "yyyy-MM-dd", ErrorMessage = "must be a day as in 2030-10-01")]
    public string? ExpiresOn { get; set; }

    public string FullName { get; set; } = "";

    public bool PasswordRequired { get; set; } = true;
}

/// <summary>A local group.</summary>
public sealed class GroupState
{
    public required string Name { get; set; }

    public List<string> Members { get; set; } = [];
}

/// <summary>A file of public keys.</summary>
public sealed class AuthorizedKeysState
{
    /// <summary>The user whose keys they are, or null for the members of Administrators together.</summary>
    public string? User { get; set; }

    public List<string> Keys { get; set; } = [];
}
