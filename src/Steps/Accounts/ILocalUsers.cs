using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Makes local users and edits what a user data document may say of them. Names are given in any letter case.</summary>
public interface ILocalUsers
{
    /// <summary>Makes a user who can log on with a password.</summary>
    /// <param name="name">The name, at most 20 characters.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task CreateAsync(string name, SecretText password, CancellationToken cancellationToken);

    /// <summary>Whether a password is the user's, as far as the machine tells without a change.</summary>
    /// <param name="name">The user.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Cancels the trial.</param>
    Task<bool> HasPasswordAsync(string name, SecretText password, CancellationToken cancellationToken);

    /// <summary>Sets the full name.</summary>
    /// <param name="name">The user.</param>
    /// <param name="fullName">The full name.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task SetFullNameAsync(string name, string fullName, CancellationToken cancellationToken);

    /// <summary>Lets the user log on, or not.</summary>
    /// <param name="name">The user.</param>
    /// <param name="enabled">Whether the user may.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken);

    /// <summary>Sets the day from which on the account is not valid.</summary>
    /// <param name="name">The user.</param>
    /// <param name="day">The day, from its beginning in UTC.</param>
    /// <param name="cancellationToken">Cancels the act.</param>
    Task SetExpiryAsync(string name, DateOnly day, CancellationToken cancellationToken);
}
