using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Windows.Tests.Contracts;

/// <summary>What the local accounts of a Windows do, real or double.</summary>
[SupportedOSPlatform("windows")]
public abstract class AccountContract
{
    private const string Name = "openlaunch-scratch";

    [Fact]
    public async Task A_scratch_account_is_enabled_and_takes_the_password_that_it_is_given()
    {
        Demand();
        var token = TestContext.Current.CancellationToken;
        var accounts = new WindowsLocalAccounts();
        await accounts.CreateAsync(Name, Password("First"), token);
        try
        {
            await accounts.SetEnabledAsync(Name, enabled: false, token);
            Assert.False((await FindAsync()).Enabled);
            var password = Password("New");
            await accounts.SetPasswordAsync(Name, password, token);
            await accounts.EnableAsync(Name, token);
            var account = await FindAsync();
            Assert.True(account is { Enabled: true, PasswordRequired: true, Expires: false, MustChangePassword: false }, $"{account}");

            // A logon shows that Windows took the password, to the letter.
            Assert.True(await accounts.HasPasswordAsync(Name, password, token));
            Assert.False(await accounts.HasPasswordAsync(Name, Password("Other"), token));
            await LogOnAsync(Name, password.Reveal());
        }
        finally
        {
            await RemoveAsync(Name);
        }

        async Task<LocalAccount> FindAsync() => (await accounts.FindAsync(Name.ToUpperInvariant(), token))!;
    }

    /// <summary>Skips the test unless this is that Windows.</summary>
    protected abstract void Demand();

    /// <summary>Logs on by something else than the agent.</summary>
    protected abstract Task LogOnAsync(string name, string password);

    protected abstract Task RemoveAsync(string name);

    private static SecretText Password(string kind) => new($"{kind}-{Guid.NewGuid():N}");
}
