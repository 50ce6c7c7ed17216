using System.Globalization;
using System.Security.Cryptography;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local accounts of a simulated machine, as strict as Windows. It keeps salted hashes, never passwords.</summary>
internal sealed class SimulatedLocalAccounts(SimulatedMachine machine) : ILocalAccounts
{
    // Windows gives identifiers from 1000 on to accounts that are made, and never one twice.
    private const uint FirstIdentifier = 1000;
    private const string Authority = "S-1-5-21-1004336348-1177238915-682003330";

    public bool IsDomainController => machine.Read(state => state.Windows.ProductType == "LanmanNT");

    public Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read<IReadOnlyList<LocalAccount>>(state => [.. state.Accounts.Select(ToAccount)]));

    public Task<LocalAccount?> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => Find(state, name) is { } account ? ToAccount(account) : null));

    public Task CreateAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        var what = $"Cannot make the account '{name}'";
        if (AccountRules.UserNameProblem(name) is { } problem)
            throw new MachineException($"{what}: the name {problem}.");
        var kept = Keep(what, name, password);
        return Write($"user {name}", state =>
        {
            if (Find(state, name) is not null || state.Groups.Exists(group => IsSame(group.Name, name)))
                throw new MachineException($"{what}: a user or group of this name exists. Two of one name cannot be.");
            state.Accounts.Add(new AccountState { Name = name, Sid = NextSid(state), PasswordHash = kept });
        });
    }

    public Task<bool> HasPasswordAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        var kept = machine.Read(state => Demand(state, name).PasswordHash);
        return Task.FromResult(kept is not null && SimulatedPassword.Matches(kept, password.Reveal()));
    }

    public Task SetPasswordAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        var kept = Keep($"Cannot set the password of the account '{name}'", name, password);
        return Write($"password of {name}", state => Demand(state, name).PasswordHash = kept);
    }

    public Task EnableAsync(string name, CancellationToken cancellationToken) => Write($"account {name}", state =>
    {
        var account = Demand(state, name);
        (account.Enabled, account.PasswordRequired) = (true, true);
        (account.Expires, account.ExpiresOn, account.MustChangePassword) = (false, null, false);
    });

    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken) =>
        Write($"user {name}", state => Demand(state, name).Enabled = enabled);

    public Task SetFullNameAsync(string name, string fullName, CancellationToken cancellationToken) =>
        Write($"user {name}", state => Demand(state, name).FullName = fullName);

    public Task SetExpiryAsync(string name, DateOnly day, CancellationToken cancellationToken) => Write($"user {name}", state =>
    {
        var account = Demand(state, name);
        (account.Expires, account.ExpiresOn) = (true, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    });

    /// <summary>Whether this name and password would log on.</summary>
    public bool CanLogOn(string name, string password) => machine.Read(state =>
        Find(state, name) is { Enabled: true, PasswordHash: { } kept } && SimulatedPassword.Matches(kept, password));

    private Task Write(string what, Action<MachineState> write)
    {
        machine.Write(what, write);
        return Task.CompletedTask;
    }

    private static string Keep(string what, string name, SecretText password) =>
        PasswordRules.Problem(password.Reveal(), name) is { } weakness
            ? throw new MachineException($"{what}: the password policy refuses the password, which {weakness}.")
            : SimulatedPassword.Keep(password.Reveal());

    private static string NextSid(MachineState state)
    {
        var known = state.Accounts.Find(account => account.Sid.StartsWith("S-1-5-21-", StringComparison.Ordinal))?.Sid;
        var authority = known is null ? Authority : known[..known.LastIndexOf('-')];
        var highest = state.Accounts.Select(account => Identifier(account.Sid)).Append(FirstIdentifier - 1).Max();
        return $"{authority}-{highest + 1}";
    }

    private static uint Identifier(string sid) =>
        uint.TryParse(sid.AsSpan(sid.LastIndexOf('-') + 1), CultureInfo.InvariantCulture, out var identifier) ? identifier : 0;

    private static AccountState? Find(MachineState state, string name) =>
        state.Accounts.Find(account => IsSame(account.Name, name));

    private static AccountState Demand(MachineState state, string name) => Find(state, name)
        ?? throw new MachineException($"There is no local account of the name '{name}'.");

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

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

/// <summary>What a simulated machine keeps of a password: salt and hash.</summary>
internal static class SimulatedPassword
{
    /// <summary>Few, because the machine is made up and its passwords are 198 random bits; a boot must stay quick.</summary>
    private const int Iterations = 10_000;

    /// <summary>The text to keep.</summary>
    public static string Keep(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Convert.ToHexStringLower(salt)}:{Convert.ToHexStringLower(Hash(password, salt))}";
    }

    /// <summary>Whether a password is the kept one.</summary>
    public static bool Matches(string kept, string password)
    {
        var parts = kept.Split(':');
        return parts.Length == 2 && CryptographicOperations.FixedTimeEquals(
            Convert.FromHexString(parts[1]), Hash(password, Convert.FromHexString(parts[0])));
    }

    private static byte[] Hash(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
}
