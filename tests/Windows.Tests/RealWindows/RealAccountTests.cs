using System.Runtime.Versioning;
using OpenLaunch.Windows.Tests.Contracts;

namespace OpenLaunch.Windows.Tests.RealWindows;

[SupportedOSPlatform("windows")]
public class RealAccountTests : AccountContract
{
    private const string Share = @"\\127.0.0.1\IPC$";

    protected override void Demand() => RealWindows.Demand();

    protected override async Task LogOnAsync(string name, string password)
    {
        await RealWindows.RunAsync("net", "use", Share, password, $"/user:{Environment.MachineName}\\{name}");
        await RealWindows.RunAsync("net", "use", Share, "/delete", "/yes");
    }

    protected override Task RemoveAsync(string name) => RealWindows.RunAsync("net", "user", name, "/delete");
}
