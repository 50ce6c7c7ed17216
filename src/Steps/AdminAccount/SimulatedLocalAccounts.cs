using System.Security.Cryptography;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.AdminAccount;

/// <summary>The local accounts of a simulated machine. It keeps salted hashes, never passwords.</summary>
/// <param name="machine">The machine.</param>
public sealed class SimulatedLocalAccounts(SimulatedMachine machine) : ILocalAccounts
{
    /// <summary>Few, because the machine is made up and its passwords are 198 random bits; a boot must stay quick.</summary>
    private const int Iterations = 10_000;

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<LocalAccount>>(state => [.. state.Accounts.Select(ToAccount)]));

    /// <inheritdoc/>
    public Task SetPasswordAsync(string sid, SecretText password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        var salt = RandomNumberGenerator.GetBytes(16);
        var kept = $"{Convert.ToHexStringLower(salt)}:{Convert.ToHexStringLower(Hash(password.Reveal(), salt))}";
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
            (account.Expires, account.MustChangePassword) = (false, false);
        });
        return Task.CompletedTask;
    }

    /// <summary>Whether this name and password would log on.</summary>
    /// <param name="name">The account's name, in any case.</param>
    /// <param name="password">The password.</param>
    public bool CanLogOn(string name, string password) => machine.Read(state =>
        state.Accounts.Find(account => string.Equals(account.Name, name, StringComparison.OrdinalIgnoreCase))
            is { Enabled: true, PasswordHash: { } kept } && Matches(kept, password));

    private static bool Matches(string kept, string password)
    {
        var parts = kept.Split(':');
        return parts.Length == 2 && CryptographicOperations.FixedTimeEquals(
            Convert.FromHexString(parts[1]), Hash(password, Convert.FromHexString(parts[0])));
    }

    private static byte[] Hash(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);

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
        MustChangePassword = account.MustChangePassword,
    };
}
