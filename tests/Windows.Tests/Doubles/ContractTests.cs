using System.Text.RegularExpressions;
using OpenLaunch.Windows.Tests.Contracts;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>What is asserted of real Windows is asserted of the doubles too, by the same tests.</summary>
[Collection(WineMachine.Collection)]
public class ContractTests(WineMachine machine)
{
    [Fact]
    public async Task Routes_accounts_and_volumes_of_the_doubles_keep_the_contracts_of_real_Windows()
    {
        var windows = await WindowsDouble.PutAsync(machine, "iphlpapi", "netapi32", "kernel32", "advapi32");
        windows.Variables[DoubleWindows.Variable] = $"-namespace {typeof(DoubleWindows).Namespace} -parallel none -noColor";
        using var process = machine.StartWith(windows, [await machine.ProgramAsync(windows)]);
        var result = await process.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Matches(new Regex("Total: 8, Errors: 0, Failed: 0, Skipped: 0"), result.Output);
    }
}
