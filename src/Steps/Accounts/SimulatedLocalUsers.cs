using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Makes and edits the users of a simulated machine.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedLocalUsers(SimulatedMachine machine) : ILocalUsers
{
    // Windows gives the identifiers from 1000 on to accounts that are made.
    private const int FirstIdentifier = 1000;
    private const string Domain = "S-1-5-21-1004336348-1177238915-682003330";

    /// <inheritdoc/>
    public Task CreateAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        var kept = SimulatedPassword.Keep(password.Reveal());
        machine.Write($"user {name}", state => state.Accounts.Add(new AccountState
        {
            Name = name,
            Sid = string.Create(CultureInfo.InvariantCulture, $"{Domain}-{FirstIdentifier + state.Accounts.Count}"),
            PasswordHash = kept,
        }));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        var kept = machine.Read(state => Find(state, name).PasswordHash);
        return Task.FromResult(kept is not null && SimulatedPassword.Matches(kept, password.Reveal()));
    }

    /// <inheritdoc/>
    public Task SetFullNameAsync(string name, string fullName, CancellationToken cancellationToken) =>
        Write(name, account => account.FullName = fullName);

    /// <inheritdoc/>
    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken) =>
        Write(name, account => account.Enabled = enabled);

    /// <inheritdoc/>
    public Task SetExpiryAsync(string name, DateOnly day, CancellationToken cancellationToken) =>
        Write(name, account =>
        {
            account.Expires = true;
            account.ExpiresOn = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        });

    private Task Write(string name, Action<AccountState> write)
    {
        machine.Write($"user {name}", state => write(Find(state, name)));
        return Task.CompletedTask;
    }

    private static AccountState Find(MachineState state, string name) =>
        state.Accounts.Find(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"There is no user '{name}'.");
}
