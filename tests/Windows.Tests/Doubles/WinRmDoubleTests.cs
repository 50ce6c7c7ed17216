using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>
/// PowerShell is a tool that says what it is told and records its calls. Wine cannot make a certificate with a key, so the listener
/// has one already.
/// </summary>
[Collection(WineMachine.Collection)]
public class WinRmDoubleTests(WineMachine machine)
{
    private const string Tool = "WindowsPowerShell/v1.0/powershell.exe";

    [Fact]
    public async Task Windows_Remote_Management_gets_its_listener_and_firewall_rule_from_PowerShell()
    {
        var windows = await WindowsDouble.PutAsync(machine);
        await StandInService.CreateAsync(machine, "WinRM", "demand");
        await windows.PutToolAsync(Tool);
        windows.Tell("powershell.exe output", "listener 5986 AB12\r\nbasic true\r\nrule 5986 Any\r\n");
        await using var boot = new WineBoot(machine, "  - step: configureWinRm\n    inputs: { port: 8443 }\n") { Doubles = windows };

        var run = await boot.RunAsync();
        windows.TakeToolsAway(); // others start PowerShell too
        var calls = (await windows.TakeCallsAsync()).Where(call => call.StartsWith("powershell", StringComparison.Ordinal)).ToList();

        Assert.True(run.OutcomeOf("configureWinRm") == "done", $"{run.ReasonOf("configureWinRm")}\n{string.Join('\n', calls)}");
        Assert.Equal(4, calls.Count);
        Assert.Contains(@"Get-ChildItem WSMan:\localhost\Listener", calls[0], StringComparison.Ordinal);
        Assert.Contains(@"Set-Item WSMan:\localhost\Service\Auth\Basic false -Force", calls[1], StringComparison.Ordinal);
        Assert.Contains(
            @"New-Item -Path WSMan:\localhost\Listener -Transport HTTPS -Address * -Port 8443 -CertificateThumbPrint AB12 -Force",
            calls[2], StringComparison.Ordinal);
        Assert.Contains("-Direction Inbound -Protocol TCP -LocalPort 8443 -Profile Any", calls[3], StringComparison.Ordinal);
    }
}
