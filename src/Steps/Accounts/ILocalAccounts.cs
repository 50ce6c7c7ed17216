using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Reads, makes and edits local user accounts. Each is named by its name, in any letter case.</summary>
public interface ILocalAccounts
{
    /// <summary>
    /// Whether this is a domain controller. Its accounts are those of the whole domain, its built-in administrator the domain's:
    /// what changes here changes on each controller, so a step that means this machine leaves them alone.
    /// </summary>
    bool IsDomainController { get; }

    /// <summary>All local accounts.</summary>
    Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds an account.</summary>
    /// <returns>The account, or null when there is none.</returns>
    Task<LocalAccount?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Makes an account that can log on with a password.</summary>
    /// <param name="name">The name, at most 20 characters.</param>
    Task CreateAsync(string name, SecretText password, CancellationToken cancellationToken);

    /// <summary>Whether a password is the account's, as far as the machine tells without a change.</summary>
    Task<bool> HasPasswordAsync(string name, SecretText password, CancellationToken cancellationToken);

    /// <summary>Sets a password.</summary>
    Task SetPasswordAsync(string name, SecretText password, CancellationToken cancellationToken);

    /// <summary>Enables the account, requires a password, clears expiry and the need to change the password.</summary>
    Task EnableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lets the account log on, or not, and leaves all else of it.</summary>
    /// <param name="enabled">Whether it may.</param>
    Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken);

    /// <summary>Sets the full name.</summary>
    Task SetFullNameAsync(string name, string fullName, CancellationToken cancellationToken);

    /// <summary>Sets the day from which on the account is not valid.</summary>
    /// <param name="day">The day, from its beginning in UTC.</param>
    Task SetExpiryAsync(string name, DateOnly day, CancellationToken cancellationToken);
}

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

    /// <summary>What must change for the account to log on for good, as phrases; empty when nothing must.</summary>
    internal IReadOnlyList<string> LogonRemedies()
    {
        List<string> remedies = [];
        if (!Enabled)
            remedies.Add("enable it");
        if (!PasswordRequired)
            remedies.Add("require a password");
        if (Expires)
            remedies.Add("remove its expiry date");
        if (MustChangePassword)
            remedies.Add("keep the password at logon");
        return remedies;
    }
}
