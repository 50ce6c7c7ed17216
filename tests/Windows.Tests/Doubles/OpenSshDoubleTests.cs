using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

[Collection(WineMachine.Collection)]
public class OpenSshDoubleTests(WineMachine machine)
{
    private const string Windows = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    [Fact]
    public async Task The_OpenSSH_server_is_asked_of_Windows_by_the_name_of_its_capability()
    {
        var windows = await WindowsDouble.PutAsync(machine);
        await windows.PutToolAsync("dism.exe");
        await machine.RunAsync("reg", "add", Windows, "/v", "CurrentBuild", "/d", "20348", "/f"); // Wine says that it is Windows 7
        await using var boot = new WineBoot(machine, "  - step: enableOpenSsh\n") { Doubles = windows };

        var run = await boot.RunAsync();
        await machine.RunAsync("reg", "add", Windows, "/v", "CurrentBuild", "/d", "7601", "/f");

        Assert.Equal(
            ["dism.exe /Online /Add-Capability /CapabilityName:OpenSSH.Server~~~~0.0.1.0 /NoRestart /Quiet"],
            (await windows.TakeCallsAsync()).Where(call => call.StartsWith("dism", StringComparison.Ordinal)));
        Assert.Equal("failed", run.OutcomeOf("enableOpenSsh")); // this dism brings no service
        Assert.Contains("sshd", run.ReasonOf("enableOpenSsh"), StringComparison.Ordinal);
    }
}
