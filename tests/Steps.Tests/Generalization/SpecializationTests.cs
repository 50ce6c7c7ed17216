using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Tests.Generalization;

public class SpecializationTests
{
    private const string Sid = "S-1-5-21-1004336348-1177238915-682003330-500";

    private readonly RemoteDesktopSwitch remoteDesktop = new();

    public SpecializationTests() => remoteDesktop.Set(open: false);

    [Fact]
    public async Task The_built_in_administrator_gets_a_password_and_is_enabled_whatever_its_name()
    {
        var accounts = new AccountsInMemory(
            new LocalAccount { Name = "Administrator", Sid = Sid.Replace("-500", "-1001", StringComparison.Ordinal) },
            new LocalAccount { Name = "Verwalter", Sid = Sid, Enabled = false });
        await DoAsync(accounts);
        Assert.Equal([$"password of {Sid}, 32 characters", $"enable {Sid}"], accounts.Calls);
        Assert.True(remoteDesktop.IsOpen);
    }

    [Fact]
    public async Task On_a_domain_controller_the_Administrator_of_the_domain_is_not_touched()
    {
        var accounts = new AccountsInMemory(new LocalAccount { Name = "Administrator", Sid = Sid }) { IsDomainController = true };
        await DoAsync(accounts);
        Assert.Empty(accounts.Calls);
    }

    [Fact]
    public async Task Remote_Desktop_stays_closed_when_the_password_cannot_be_set()
    {
        var accounts = new AccountsInMemory(new LocalAccount { Name = "A", Sid = Sid })
        {
            Refusal = new UnauthorizedAccessException("no"),
        };
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => DoAsync(accounts));
        Assert.False(remoteDesktop.IsOpen);
    }

    private async Task DoAsync(AccountsInMemory accounts)
    {
        foreach (var act in new Specialization(accounts, remoteDesktop).Acts())
            await act.ApplyAsync(TestContext.Current.CancellationToken);
    }
}
