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

    [Fact]
    public async Task While_a_disk_is_formatted_TRIM_is_off_and_the_shell_does_not_look_and_both_are_given_back()
    {
        var windows = await PutAsync();
        await windows.PutToolAsync("fsutil.exe");
        await machine.SetRegistryAsync(@"HKLM\SYSTEM\CurrentControlSet\Control\FileSystem", "DisableDeleteNotification", 0);
        await StandInService.CreateAsync(machine, "ShellHWDetection", "demand");
        await machine.RunAsync("net", "start", "ShellHWDetection");
        await windows.TakeCallsAsync();
        await using var boot = new WineBoot(machine, Plan) { Doubles = windows };
        var run = await boot.RunAsync();
        await machine.RunAsync("net", "stop", "ShellHWDetection");
        await machine.RunAsync("sc", "delete", "ShellHWDetection");
        var calls = await windows.TakeCallsAsync();
        Assert.True(run.ExitCode == 0, run + "\n" + string.Join('\n', calls));
        Assert.Equal(
            [
                "fsutil.exe behavior set DisableDeleteNotify 1",
                "service ShellHWDetection stops",
                "DeviceIoControl disk 1 0x7c058 in=24 out=0 -> 0",
                "DeviceIoControl disk 1 0x7c054 in=336 out=0 -> 0",
                "ExecMethod MSFT_Volume Format 0 null null",
                "fsutil.exe behavior set DisableDeleteNotify 0",
                "service ShellHWDetection runs",
                "service ShellHWDetection stops", // by the test
            ],
            calls.Where(call => call.StartsWith("fsutil", Ordinal) || call.StartsWith("service", Ordinal)
                || call.Contains(" 0x7c", Ordinal) || call.Contains(" Format ", Ordinal)));
    }

    [Fact]
    public async Task A_disk_is_brought_online_before_it_is_written_and_one_of_a_cluster_is_left()
    {
        var windows = await PutAsync("""
            disk 0 size=32212254720 sector=512 style=gpt
            part 0 1 start=1048576 length=32089571328 letter=C fs=NTFS clusters=7834367 cluster=4096
            disk 1 size=8589934592 sector=512 style=raw attributes=2
            disk 2 size=8589934592 sector=512 style=raw
            disk 3 size=8589934592 sector=512 style=mbr attributes=1
            part 3 1 start=1048576 length=8588886016 letter=- fs=NTFS clusters=2096895 cluster=4096

            """);
        windows.Tell("disk2 clustered");
        await using var boot = new WineBoot(machine, Plan) { Doubles = windows };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var calls = (await windows.TakeCallsAsync()).ToList();
        Assert.Equal(
            [
                "DeviceIoControl disk 1 0x7c0f4 in=40 out=0 -> 0", // attributes
                "DeviceIoControl disk 1 0x7c058 in=24 out=0 -> 0", // table
                "DeviceIoControl disk 1 0x7c054 in=336 out=0 -> 0", // partitions
            ],
            calls.Where(call => call.Contains(" 0x7c", Ordinal)));
        Assert.Contains("disk 1 size=8589934592 sector=512 style=gpt attributes=0", windows.Told("disks"), Ordinal);
        Assert.Contains("disk 3 size=8589934592 sector=512 style=mbr attributes=1", windows.Told("disks"), Ordinal);
        Assert.Contains("disk 2 (vol-0123456789abcde02, sdg) is left alone: it belongs to a failover cluster", run.ToString(), Ordinal);
        Assert.Contains("disk 3 (vol-0123456789abcde03, sdh) is offline and holds partitions", run.ToString(), Ordinal);
    }

    [Fact]
    public async Task A_disk_of_Xen_is_found_by_its_SCSI_target_and_its_volume_gets_the_letter_and_the_label_asked_for()
    {
        var windows = await PutAsync("""
            disk 0 size=32212254720 sector=512 style=gpt
            part 0 1 start=1048576 length=32089571328 letter=C fs=NTFS clusters=7834367 cluster=4096
            disk 1 size=8589934592 sector=512 style=mbr
            part 1 1 start=1048576 length=8588886016 letter=E fs=NTFS clusters=2096895 cluster=4096 type=d label=Old

            """);
        windows.Tell("disk1 identity", "AWS     PVDISK||");
        windows.Tell("disk1 target", "7");
        await using var boot = new WineBoot(machine, """
              - step: initializeVolume
                inputs:
                  initialize: devices
                  devices: [{ device: /dev/sdh, letter: F, name: New }]

            """) { Doubles = windows };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        var calls = (await windows.TakeCallsAsync()).ToList();
        Assert.Contains("DeviceIoControl disk 1 0x41018 in=0 out=8 -> 0", calls);
        const string volume = @"\\?\Volume{00000000-0000-0000-0001-000000000001}\";
        Assert.Equal(
            [$"SetVolumeLabelW {volume} New", @"DeleteVolumeMountPointW E:\", $@"SetVolumeMountPointW F:\ {volume}"],
            calls.Where(call => call.Contains("SetVolume", Ordinal) || call.Contains("MountPoint", Ordinal)));
        Assert.Contains(" letter=F fs=NTFS clusters=2096895 cluster=4096 type=d label=New", windows.Told("disks"), Ordinal);
    }

    [Fact]
    public async Task What_a_disk_holds_is_cleared_at_its_ends_alone_and_only_by_force()
    {
        var windows = await PutAsync();
        var middle = Enumerable.Repeat((byte)7, 4096).ToArray();
        await using (var bytes = File.OpenWrite(windows.At("disk2.img")))
        {
            foreach (var offset in (long[])[1 << 20, 17 << 20, 18 << 20, Size - (2 << 20), Size - 4096])
            {
                bytes.Position = offset;
                bytes.Write(middle);
            }
        }

        await using var boot = new WineBoot(machine, """
              - step: initializeVolume
                inputs:
                  initialize: devices
                  devices: [{ device: xvdg, force: true }]

            """) { Doubles = windows };
        var run = await boot.RunAsync();
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains(
            "clear disk 2 (vol-0123456789abcde02, sdg), which holds ext2: all of it is lost (force: true)", run.ChangesOf("initializeVolume"));
        Assert.Equal(
            ["0x7c100 in=0 out=0 -> 1", "0x7c058 in=24 out=0 -> 0", "0x7c054 in=624 out=0 -> 0"],
            (await windows.TakeCallsAsync()).Where(call => call.Contains(" 0x7c", Ordinal)).Select(call => call["DeviceIoControl disk 2 ".Length..]));
        Assert.False(Read(0, 18 << 20).ContainsAnyExcept((byte)0));
        Assert.Equal(middle, Read(18 << 20, middle.Length));
        Assert.False(Read(Size - (2 << 20), 2 << 20).ContainsAnyExcept((byte)0));

        ReadOnlySpan<byte> Read(long offset, int length)
        {
            using var bytes = File.OpenRead(windows.At("disk2.img"));
            bytes.Position = offset;
            var read = new byte[length];
            bytes.ReadExactly(read);
            return read;
        }
    }

    private async Task<WindowsDouble> PutAsync(string disks = Disks)
    {
        var windows = await WindowsDouble.PutAsync(machine, "kernel32", "wbemprox");
        windows.Tell("disks", disks);
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
