using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The whole way of a machine whose image came from another subnet, by the verbs of a person, on the Windows build.</summary>
[Collection(WineMachine.Collection)]
public class MovedMachineTests(WineMachine machine)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Old = "10.0.16.1";

    private const string OnDisk = @"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\PersistentRoutes";

    private const string Platform = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform";

    [Fact]
    public async Task A_machine_that_moved_is_explained_and_mended_and_then_has_nothing_to_mend()
    {
        var doubles = await WindowsDouble.PutAsync(machine, "iphlpapi", "wbemprox");
        await doubles.PutToolAsync("w32tm.exe");
        doubles.Tell("LicenseStatus", "5");
        await machine.SetRegistryAsync(Platform, "KeyManagementServiceName", "kms.example.com");
        var other = new OtherProgram(machine, doubles);
        foreach (var service in new[] { "169.254.169.254", "169.254.169.250" })
        {
            await other.AddAsync(service, Old);
            await machine.SetRegistryAsync(OnDisk, $"{service},255.255.255.255,{Old},25", "");
        }

        await doubles.TakeCallsAsync();
        await using var instance = new WineBoot(machine, "  - step: addRoutes\n");
        await using var moved = await MovedMachine.MoveAsync(machine, instance.Endpoint);

        var sick = await moved.RunAsync(doubles, "doctor");
        Assert.True(sick.ExitCode == 1, sick.ToString());
        Assert.Contains(Old, sick.Output, Ordinal);
        Assert.Contains("kms.example.com", sick.Output, Ordinal);
        Assert.DoesNotContain(await doubles.TakeCallsAsync(), IsAct);

        var repaired = await moved.RunAsync(doubles, "repair");
        Assert.True(repaired.ExitCode == 0, repaired.ToString());
        var acts = (await doubles.TakeCallsAsync()).Where(IsAct).ToList();
        Assert.Equal(2, acts.Count(call => call.StartsWith("DeleteIpForwardEntry2", Ordinal) && call.EndsWith("-> 0", Ordinal)));
        Assert.Equal(6, acts.Count(call => call.StartsWith("CreateIpForwardEntry2", Ordinal) && call.EndsWith("-> 0", Ordinal)));
        Assert.Contains("w32tm.exe /resync /rediscover /nowait", acts);
        Assert.Contains(acts, call => call.Contains(" Activate ", Ordinal) && call.EndsWith("-> 0", Ordinal));
        Assert.Equal("169.254.169.250", await machine.RegistryAsync(Platform, "KeyManagementServiceName"));
        Assert.Null(await machine.RegistryAsync(OnDisk, $"169.254.169.254,255.255.255.255,{Old},25"));

        var check = await moved.RunAsync(doubles, "repair", "--check");
        Assert.True(check.ExitCode == 0, check.ToString());
        var well = await moved.RunAsync(doubles, "doctor");
        Assert.True(well.ExitCode == 0, well.ToString());
        Assert.DoesNotContain(await doubles.TakeCallsAsync(), IsAct);
    }

    private static bool IsAct(string call) =>
        call.StartsWith("Create", Ordinal) || call.StartsWith("Delete", Ordinal) || call.StartsWith("ExecMethod", Ordinal)
        || call.Contains(".exe ", Ordinal);
}
