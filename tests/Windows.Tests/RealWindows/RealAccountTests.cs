using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Windows.Tests.RealWindows;

[SupportedOSPlatform("windows")]
public class RealAccountTests
{
    private const string Name = "openlaunch-scratch";
    private const string Share = @"\\127.0.0.1\IPC$";

    [Fact]
    public async Task A_scratch_account_is_enabled_and_takes_the_password_that_it_is_given()
    {
        RealWindows.Demand();
        var token = TestContext.Current.CancellationToken;
        var accounts = new WindowsLocalAccounts();
        await RealWindows.RunAsync("net", "user", Name, $"First-{Guid.NewGuid():N}"[..14], "/add", "/active:no");
        try
        {
            Assert.False((await FindAsync()).Enabled);
            var password = $"New-{Guid.NewGuid():N}";
            await accounts.SetPasswordAsync(Name, new SecretText(password), token);
            await accounts.EnableAsync(Name, token);
            var account = await FindAsync();
            Assert.True(account is { Enabled: true, PasswordRequired: true, Expires: false, MustChangePassword: false }, $"{account}");

            // A logon over the network shows that Windows took the password, to the letter.
            await RealWindows.RunAsync("net", "use", Share, password, $"/user:{Environment.MachineName}\\{Name}");
            await RealWindows.RunAsync("net", "use", Share, "/delete", "/yes");
        }
        finally
        {
            await RealWindows.RunAsync("net", "user", Name, "/delete");
        }

        async Task<LocalAccount> FindAsync() => (await accounts.FindAsync(Name.ToUpperInvariant(), token))!;
    }
}
