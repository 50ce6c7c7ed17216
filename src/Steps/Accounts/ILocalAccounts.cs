using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Reads and edits local user accounts.</summary>
public interface ILocalAccounts
{
    /// <summary>All local accounts.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sets a password.</summary>
    /// <param name="sid">Whose.</param>
    /// <param name="password">The new password.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task SetPasswordAsync(string sid, SecretText password, CancellationToken cancellationToken);

    /// <summary>Enables the account, requires a password, clears expiry and the need to change the password.</summary>
    /// <param name="sid">Whose.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task EnableAsync(string sid, CancellationToken cancellationToken);
}
