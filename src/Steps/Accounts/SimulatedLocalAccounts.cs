using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local accounts of a simulated machine. It keeps salted hashes, never passwords.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedLocalAccounts(SimulatedMachine machine) : ILocalAccounts
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<LocalAccount>>(state => [.. state.Accounts.Select(ToAccount)]));

    /// <inheritdoc/>
    public Task SetPasswordAsync(string sid, SecretText password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        var kept = SimulatedPassword.Keep(password.Reveal());
        machine.Write($"password of {sid}", state => Find(state, sid).PasswordHash = kept);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EnableAsync(string sid, CancellationToken cancellationToken)
    {
        machine.Write($"account {sid}", state =>
        {
            var account = Find(state, sid);
            (account.Enabled, account.PasswordRequired) = (true, true);
            (account.Expires, account.ExpiresOn, account.MustChangePassword) = (false, null, false);
        });
        return Task.CompletedTask;
    }

    /// <summary>Whether this name and password would log on.</summary>
    /// <param name="name">The account's name, in any case.</param>
    /// <param name="password">The password.</param>
    public bool CanLogOn(string name, string password) => machine.Read(state =>
        state.Accounts.Find(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase))
            is { Enabled: true, PasswordHash: { } kept } && SimulatedPassword.Matches(kept, password));

    private static AccountState Find(MachineState state, string sid) =>
        state.Accounts.Find(account => account.Sid == sid)
            ?? throw new InvalidOperationException($"There is no account with the SID {sid}.");

    private static LocalAccount ToAccount(AccountState account) => new()
    {
        Name = account.Name,
        Sid = account.Sid,
        Enabled = account.Enabled,
        PasswordRequired = account.PasswordRequired,
        Expires = account.Expires,
        ExpiresOn = account.ExpiresOn is { } day ? DateOnly.Parse(day, CultureInfo.InvariantCulture) : null,
        FullName = account.FullName,
        MustChangePassword = account.MustChangePassword,
    };
}
