using System.Text.Json;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>
/// What the boot task calls, over the starts of one disk: on the same instance, restarted and moved, on a clone of it, and after
/// somebody deleted the file that says that the instance was set up.
/// </summary>
[Collection(WineMachine.Collection)]
public class StartStoryTests(WineMachine machine)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Boots =
        @"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters";

    private const string Plan = """
          - step: addRoutes
          - step: waitForMetadata
          - step: announceReady

        """;

    private const string LaunchPlan = """
          - step: addRoutes
          - step: waitForMetadata
          - step: setAdminAccount
          - step: announceReady
          - step: runUserData

        """;

    private int boot = 100;

    [Fact]
    public async Task Each_start_runs_what_is_scheduled_on_the_machine_that_it_finds()
    {
        var doubles = await WindowsDouble.PutAsync(machine, "iphlpapi", "kernel32");
        await doubles.PutToolAsync("w32tm.exe");
        var other = new OtherProgram(machine, doubles);
        await using var disk = new WineBoot(machine, Plan) { Doubles = doubles };
        var state = WineMachine.WindowsPath(Path.Combine(disk.Folder, "state"));
        await machine.OpenLaunchAsync("schedule", "--per-instance", "--state", state);

        // Launched.
        await BeInstanceAsync(disk, doubles, "i-0aaaaaaaaaaaaaaaa", 1);
        var launched = await StartAsync(disk);
        Assert.Equal(("done", 1), (launched.Text("outcome"), ReadyLines(disk)));
        Assert.Equal(6, RoutesAdded(launched));

        // Restarted: Windows forgot the active routes.
        File.Delete(doubles.At("routes.bin"));
        var restarted = await StartAsync(disk);
        Assert.Equal((6, 1), (RoutesAdded(restarted), ReadyLines(disk)));

        // Started again with all in place: nothing is written.
        var journal = await File.ReadAllTextAsync(disk.JournalPath, TestContext.Current.CancellationToken);
        var settled = await StartAsync(disk);
        Assert.Empty(settled.GetProperty("steps").EnumerateArray());
        Assert.Equal(journal, await File.ReadAllTextAsync(disk.JournalPath, TestContext.Current.CancellationToken));

        // Moved to another subnet: a route names the gateway of the old one.
        await other.AddAsync("169.254.169.254", "10.0.16.1");
        var moved = await StartAsync(disk);
        Assert.Contains(
            moved.GetProperty("steps").EnumerateArray().SelectMany(step => step.GetProperty("changes").EnumerateArray()),
            change => change.GetString()!.StartsWith("remove the route 169.254.169.254/32 through 10.0.16.1", Ordinal));
        Assert.Equal(1, ReadyLines(disk));

        // A clone of it, without Sysprep: all of the plan.
        await BeInstanceAsync(disk, doubles, "i-0bbbbbbbbbbbbbbbb", 2);
        Assert.Equal(("done", 2), ((await StartAsync(disk)).Text("outcome"), ReadyLines(disk)));

        // Nothing answers any more: the routes all the same.
        await disk.EndMetadataAsync();
        File.Delete(doubles.At("routes.bin"));
        Assert.Equal((6, 2), (RoutesAdded(await StartAsync(disk)), ReadyLines(disk)));

        // Somebody deleted the marker from outside.
        File.Delete(Path.Combine(disk.Folder, "state", ".run-once"));
        await StartAsync(disk);
        Assert.Equal(3, ReadyLines(disk));
    }

    [Fact]
    public async Task A_start_before_the_instance_is_given_to_anybody_takes_nothing_from_that_instance()
    {
        var doubles = await WindowsDouble.PutAsync(machine, "iphlpapi", "kernel32", "netapi32");
        await doubles.PutToolAsync("w32tm.exe");
        var sysprep = new RecordingSysprep(machine);
        await sysprep.InstallAsync();
        const string userData =
            "<script>\necho ran>>C:\\fast-launch.txt\n</script>\n<runAsLocalSystem>true</runAsLocalSystem>";
        await using var disk = new WineBoot(machine, LaunchPlan, userData) { Doubles = doubles };
        await BeInstanceAsync(disk, doubles, "i-0cccccccccccccccc", 3);
        await StartAsync(disk);
        var state = WineMachine.WindowsPath(Path.Combine(disk.Folder, "state"));
        var prepared = await machine.OpenLaunchAsync("sysprep", "--state", state, "--insecure-permissions");
        await machine.SetImageStateAsync("IMAGE_STATE_COMPLETE");
        Assert.True(prepared.ExitCode == 0, prepared.ToString());

        // EC2 Fast Launch starts the image once as an instance of its own, and makes the snapshot for others of that.
        foreach (var (id, uuid, starts) in new (string, byte, int)[] { ("i-0dddddddddddddddd", 4, 2), ("i-0eeeeeeeeeeeeeeee", 5, 3) })
        {
            await BeInstanceAsync(disk, doubles, id, uuid);
            await doubles.TakeCallsAsync();
            var launched = await StartAsync(disk);
            Assert.Equal((id, "done"), (launched.Text("instanceId"), launched.Text("outcome")));
            Assert.Equal((starts, starts, 1), (ReadyLines(disk), Runs(), PasswordsSet(await doubles.TakeCallsAsync())));
        }

        File.Delete(doubles.At("routes.bin"));
        Assert.Equal(6, RoutesAdded(await StartAsync(disk)));
        Assert.Equal((3, 3, 0), (ReadyLines(disk), Runs(), PasswordsSet(await doubles.TakeCallsAsync())));

        int Runs() => File.ReadAllLines(Path.Combine(machine.DriveC, "fast-launch.txt")).Length;
    }

    private async Task<JsonElement> StartAsync(WineBoot disk)
    {
        await machine.SetRegistryAsync(Boots, "BootId", ++boot);
        return (await disk.RunAsync("--scheduled")).Json;
    }

    /// <summary>The firmware has the instance's UUID: one SMBIOS structure, type 1, of 27 bytes and no strings.</summary>
    private static async Task BeInstanceAsync(WineBoot disk, WindowsDouble doubles, string id, byte uuid)
    {
        disk.Launch(id);
        byte[] structure = [1, 27, 0, 0, 0, 0, 0, 0, .. Enumerable.Repeat(uuid, 16), 0, 0, 0, 0, 0];
        byte[] header = [0, 2, 8, 0, (byte)structure.Length, 0, 0, 0];
        await File.WriteAllBytesAsync(doubles.At("smbios"), [.. header, .. structure], TestContext.Current.CancellationToken);
    }

    private static int RoutesAdded(JsonElement run) => run.GetProperty("steps").EnumerateArray()
        .SelectMany(step => step.GetProperty("changes").EnumerateArray())
        .Count(change => change.GetString()!.StartsWith("add the route ", Ordinal));

    private static int PasswordsSet(IEnumerable<string> calls) =>
        calls.Count(call => call.StartsWith("NetUserSetInfo Administrator level=1003 ", Ordinal));

    private static int ReadyLines(WineBoot disk) =>
        File.ReadAllText(disk.ConsolePath).Split("Message: Windows is Ready to use").Length - 1;
}
