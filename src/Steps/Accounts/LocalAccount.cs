namespace OpenLaunch.Steps.Accounts;

/// <summary>A local user account.</summary>
public sealed record LocalAccount
{
    /// <summary>The name, which an image or a policy may have changed.</summary>
    public required string Name { get; init; }

    /// <summary>The security identifier as text; the built-in administrator's ends in <c>-500</c>.</summary>
    public required string Sid { get; init; }

    /// <summary>
    /// Whether it is the built-in administrator, which keeps its number under any name (Microsoft Learn, "Well-known SIDs").
    /// </summary>
    public bool IsBuiltInAdministrator =>
        Sid.StartsWith("S-1-5-21-", StringComparison.Ordinal) && Sid.EndsWith("-500", StringComparison.Ordinal);

    /// <summary>Whether the account can log on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether a password is required.</summary>
    public bool PasswordRequired { get; init; } = true;

    /// <summary>Whether the account has an expiry date.</summary>
    public bool Expires { get; init; }

    /// <summary>The day from which on the account is not valid, in UTC; null when there is none.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The full name. Default: empty.</summary>
    public string FullName { get; init; } = "";

    /// <summary>Whether the password must be changed at the next logon.</summary>
    public bool MustChangePassword { get; init; }
}
