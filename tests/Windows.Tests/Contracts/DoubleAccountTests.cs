using System.Runtime.Versioning;

namespace OpenLaunch.Windows.Tests.Contracts;

[SupportedOSPlatform("windows")]
public class DoubleAccountTests : AccountContract
{
    protected override void Demand() => DoubleWindows.Demand();

    protected override Task LogOnAsync(string name, string password)
    {
        Assert.Contains($"NetUserSetInfo {name} level=1003 password={password} -> 0", DoubleWindows.Calls);
        return Task.CompletedTask;
    }

    // The double has nothing to remove an account, for the agent never does; each machine of doubles begins anew.
    protected override Task RemoveAsync(string name) => Task.CompletedTask;
}
