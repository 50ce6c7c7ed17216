using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build reads and alters disks through a double of kernel32.dll.</summary>
[Collection(WineMachine.Collection)]
public class DiskDoubleTests(WineMachine machine)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const string Plan = "  - step: extendRootPartition\n";

    // A root disk of 60 GiB with the partitions of an image of 30 GiB: EFI, MSR, Windows. The second one is new.
    private const string Disks = """
        disk 0 size=64424509440 sector=512 style=gpt
        part 0 1 start=1048576 length=104857600 letter=- fs=FAT32 clusters=102400 cluster=1024
        part 0 2 start=105906176 length=16777216 letter=- fs=- clusters=0 cluster=4096
        part 0 3 start=122683392 length=32089571328 letter=C fs=NTFS clusters=7834367 cluster=4096
        disk 2 size=8589934592 sector=512 style=raw

        """;

    [Fact]
    public async Task The_system_volume_takes_the_room_of_a_larger_disk_but_that_of_the_copy_of_its_table()
    {
        var kernel = await WindowsDouble.PutAsync(machine, "kernel32");
        kernel.Tell("disks", Disks);
        await using var boot = new WineBoot(machine, Plan) { Doubles = kernel };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        const string Volume = @"\\?\Volume{00000000-0000-0000-0000-000000000003}";
        var calls = (await kernel.TakeCallsAsync()).ToList();
        Assert.Equal(
            [
                @"CreateFileW \\.\PhysicalDrive0 access=0xc0000000 share=3 disposition=3",
                "DeviceIoControl disk 0 0x7c0c8 in=0 out=24 -> 0",
                "  grow partition 3 by 32211206144 bytes",
                "DeviceIoControl disk 0 0x7c0d0 in=16 out=0 -> 0",
                "DeviceIoControl disk 0 0x70140 in=0 out=0 -> 0",
                $"CreateFileW {Volume} access=0xc0000000 share=3 disposition=3",
                "  extend the file system to 125587456 sectors",
                "DeviceIoControl volume 3 of disk 0 0x900f0 in=8 out=0 -> 0",
            ],
            calls.Where(call => call.Contains("0xc0000000", Ordinal) || call.Contains(" 0x7c0", Ordinal) || call.StartsWith("  ", Ordinal)
                || call.Contains(" 0x70140", Ordinal) || call.Contains(" 0x900f0", Ordinal)));

        // All else is read with handles that are open for nothing.
        Assert.DoesNotContain(calls, call => call.Contains("access=0x80000000", Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains("were not freed", Ordinal));
        Assert.Contains("part 0 3 start=122683392 length=64300777472 letter=C fs=NTFS clusters=15698431 ", kernel.Told("disks"), Ordinal);

        var again = await boot.RunAsync("--force");
        Assert.Empty(again.ChangesOf("extendRootPartition"));
    }

    /// <summary>A list names it still, and it cannot be opened any more: file not found.</summary>
    [Theory]
    [InlineData("PhysicalDrive2")]
    [InlineData("Volume{00000000-0000-0000-0000-000000000001}")]
    public async Task A_device_that_is_detached_while_all_are_listed_does_not_keep_the_system_volume_from_growing(string gone)
    {
        var kernel = await WindowsDouble.PutAsync(machine, "kernel32");
        kernel.Tell("disks", Disks);
        kernel.Tell("gone", gone);
        await using var boot = new WineBoot(machine, Plan) { Doubles = kernel };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("  extend the file system to 125587456 sectors", await kernel.TakeCallsAsync());
    }

    [Fact]
    public async Task What_a_driver_refuses_fails_the_step_with_what_to_do()
    {
        var kernel = await WindowsDouble.PutAsync(machine, "kernel32");
        kernel.Tell("disks", Disks);
        kernel.Tell("refused code", "7c0d0");
        await using var boot = new WineBoot(machine, Plan) { Doubles = kernel };
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("extendRootPartition"));
        Assert.Contains("Cannot grow partition 3 of disk 0", run.ReasonOf("extendRootPartition"), Ordinal);
        Assert.Contains("Disk Management", run.ReasonOf("extendRootPartition"), Ordinal);
        Assert.DoesNotContain(await kernel.TakeCallsAsync(), call => call.Contains("0x900f0", Ordinal));
    }
}
