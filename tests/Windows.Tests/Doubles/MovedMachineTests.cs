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
        await doubles.PutToolAsync("wevtutil.exe");
        doubles.Tell("w32tm.exe output", """
            閏インジケーター: 0 (警告なし)
            階層: 4 (二次参照 - (S)NTP で同期)
            精度: -23 (ティックごとに 119.209ns)
            ルート遅延: 0.0312500s
            ルート分散: 7.7902343s
            参照 ID: 0xA9FEA97B (ソース IP:  169.254.169.123)
            最終正常同期時刻: 2026/11/27 9:14:02
            ソース: 169.254.169.123,0x9
            ポーリング間隔: 10 (1024s)
            """);
        doubles.Tell("wevtutil.exe output", """
            <Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>
            <Provider Name='Microsoft-Windows-Security-SPP'/><EventID Qualifiers='16384'>12288</EventID><Level>0</Level>
            <TimeCreated SystemTime='2026-11-26T13:00:00.000000000Z'/><Channel>Application</Channel></System>
            <RenderingInfo Culture='en-US'><Message>The client has sent an activation request.
            Info:
            0x800706BA, 0x00000000, kms.example.com:1688, 08c3bda0-c556-4b61-9e4e-7bf6d4df80be, 2026/11/26 13:00, 1, 5, 0</Message>
            </RenderingInfo></Event></Events>
            """);
        doubles.Tell("EvaluationEndDate", "20270101000000.000000-000");
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
        Assert.Contains("2026-11-26 13:00 UTC: nothing answers where the KMS host should be (0x800706BA)", sick.Output, Ordinal);
        Assert.Contains("an edition for evaluation, which ends on 2027-01-01", sick.Output, Ordinal);
        var looks = await doubles.TakeCallsAsync();
        Assert.DoesNotContain(looks, IsAct);
        Assert.Contains("w32tm.exe /query /status", looks);
        Assert.Contains(
            looks, call => call.Contains(
                "Provider[@Name='Microsoft-Windows-Security-SPP'] and (EventID=12288 or EventID=12289)", Ordinal)
                && call.Contains("/c:1 /rd:true", Ordinal));

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
        var well = await moved.RunAsync(doubles, "doctor", "--all");
        Assert.Contains("The time comes from Amazon Time Sync (169.254.169.123,0x9, last set 2026/11/27 9:14:02)", well.Output, Ordinal);
        Assert.Contains("Nothing keeps Sysprep from making an image of this Windows", well.Output, Ordinal);
        Assert.True(well.ExitCode == 0, well.ToString());
        Assert.DoesNotContain(await doubles.TakeCallsAsync(), IsAct);
    }

    private static bool IsAct(string call) =>
        call.StartsWith("Create", Ordinal) || call.StartsWith("Delete", Ordinal) || call.StartsWith("ExecMethod", Ordinal)
        || (call.Contains(".exe ", Ordinal) && !call.Contains(".exe /query ", Ordinal) && !call.Contains(".exe qe ", Ordinal));
}
