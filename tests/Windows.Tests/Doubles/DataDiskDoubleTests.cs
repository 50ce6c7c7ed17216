using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>The published build makes volumes of disks through doubles of kernel32.dll and of WMI's storage management.</summary>
[Collection(WineMachine.Collection)]
public class DataDiskDoubleTests(WineMachine machine)
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private const long Size = 8L << 30;

    private const string Plan = """
          - step: initializeVolume
            inputs:
              initialize: all
              devices:
                - { device: xvdf, letter: T, name: Data, partition: gpt, allocationUnit: 64KiB }

        """;

    // The root disk; an empty EBS volume; one that holds ext4; a third one with a volume that has no letter.
    private const string Disks = """
        disk 0 size=32212254720 sector=512 style=gpt
        part 0 1 start=1048576 length=32089571328 letter=C fs=NTFS clusters=7834367 cluster=4096
        disk 1 size=8589934592 sector=512 style=raw
        disk 2 size=8589934592 sector=512 style=raw
        disk 3 size=8589934592 sector=512 style=mbr
        part 3 1 start=1048576 length=8588886016 letter=- fs=NTFS clusters=2096895 cluster=4096

        """;

    [Fact]
    public async Task An_empty_disk_becomes_a_volume_with_its_letter_and_one_that_holds_something_stays_as_it_is()
    {
        var windows = await PutAsync();
        await using var boot = new WineBoot(machine, Plan) { Doubles = windows };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        const string volume = @"\\?\Volume{00000000-0000-0000-0001-000000000002}\";
        var calls = (await windows.TakeCallsAsync()).ToList();
        Assert.Equal(
            [
                "DeviceIoControl disk 1 0x7c058 in=24 out=0 -> 0",
                "  partition 1 at 1048576 of 16777216 bytes",
                "  partition 2 at 17825792 of 8571060224 bytes",
                "DeviceIoControl disk 1 0x7c054 in=336 out=0 -> 0",
                $"  format {volume} with NTFS label=Data unit=65536 full=0 force=1",
                $@"SetVolumeMountPointW T:\ {volume}",
                @"SetVolumeMountPointW D:\ \\?\Volume{00000000-0000-0000-0003-000000000001}\",
            ],
            calls.Where(call => call.Contains("0x7c05", Ordinal) || call.StartsWith("  ", Ordinal)
                || call.Contains("MountPoint", Ordinal)));
        Assert.Contains("part 1 2 start=17825792 length=8571060224 letter=T fs=NTFS ", windows.Told("disks"), Ordinal);
        Assert.Contains("disk 2 size=8589934592 sector=512 style=raw", windows.Told("disks"), Ordinal);
        Assert.DoesNotContain(calls, call => call.Contains("disk 2 0x7c", Ordinal));
        Assert.DoesNotContain(calls, call => call.Contains("were not freed", Ordinal));

        var again = await boot.RunAsync("--force");
        Assert.Empty(again.ChangesOf("initializeVolume"));
    }

    [Fact]
    public async Task What_storage_management_refuses_fails_the_step_with_what_to_do()
    {
        var windows = await PutAsync();
        windows.Tell("format result", "42002");
        await using var boot = new WineBoot(machine, Plan) { Doubles = windows };
        var run = await boot.RunAsync();
        Assert.Equal("failed", run.OutcomeOf("initializeVolume"));
        Assert.Contains("MSFT_Volume.Format: 42002", run.ReasonOf("initializeVolume"), Ordinal);
        Assert.Contains("fs=-", windows.Told("disks"), Ordinal);
    }

    private async Task<WindowsDouble> PutAsync()
    {
        var windows = await WindowsDouble.PutAsync(machine, "kernel32", "wbemprox");
        windows.Tell("disks", Disks);
        for (var disk = 0; disk < 4; disk++)
        {
            var device = disk == 0 ? "/dev/sda1" : $"/dev/sd{"efgh"[disk]}";
            windows.Tell($"disk{disk} identity", $"Amazon Elastic B|vol0123456789abcde{disk:x2}_00000001.|{device}");
            await using var bytes = File.Create(windows.At($"disk{disk}.img"));
            bytes.SetLength(Size);
            if (disk != 2)
                continue;
            bytes.Position = 1024 + 56;
            bytes.Write([0x53, 0xEF]);
        }

        return windows;
    }
}
