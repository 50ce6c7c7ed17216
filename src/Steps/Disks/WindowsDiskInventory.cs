using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Disks.Native;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.Volumes.Native;

namespace OpenLaunch.Steps.Disks;

/// <summary>The disks of this Windows, through device control codes.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDiskInventory(TimeProvider time) : IDiskInventory
{
    private const string MemoryKey = @"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management";

    // Windows tells of disks that come and go by messages to a window or a service; looking is enough for a wait of minutes.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    public Task<IReadOnlyList<DataDisk>> ListAsync(CancellationToken cancellationToken)
    {
        var volumes = WindowsVolumes.List(cancellationToken);
        var disks = new List<DataDisk>();
        foreach (var number in WindowsDiskLayout.Numbers())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (WindowsDiskLayout.Read(number, volumes) is { } layout && FactsOf(layout) is { } facts)
                disks.Add(new(layout, facts));
        }

        var own = OwnDisks(disks);
        return Task.FromResult<IReadOnlyList<DataDisk>>([.. disks.Select(disk => disk with
        {
            Facts = disk.Facts with { HoldsWindows = own.Contains(disk.Number) },
        })]);
    }

    public Task<IReadOnlyDictionary<char, string>> ListOtherLettersAsync(CancellationToken cancellationToken)
    {
        var ofDisks = WindowsVolumes.List(cancellationToken).Select(volume => volume.Letter).OfType<char>().ToHashSet();
        var drives = DiskFactsNative.GetLogicalDrives();
        var others = new Dictionary<char, string>();
        for (var letter = 'A'; letter <= 'Z'; letter++)
        {
            if ((drives & (1u << (letter - 'A'))) != 0 && !ofDisks.Contains(letter))
                others[letter] = KindOf(WindowsVolumesNative.GetDriveTypeW($@"{letter}:\"));
        }

        return Task.FromResult<IReadOnlyDictionary<char, string>>(others);
    }

    public Task ReadAsync(int disk, long offset, Memory<byte> buffer, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var raw = new RawDisk(disk, write: true); // the right to write comes with the right to read
            raw.Read(offset, buffer.Span);
        },
        cancellationToken);

    public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken) =>
        Task.Delay(bound < LookAgain ? bound : LookAgain, time, cancellationToken);

    private static DiskFacts? FactsOf(Disk layout)
    {
        using var raw = RawDisk.TryOpen(layout.Number);
        if (raw is null)
            return null;
        var facts = raw.Describe();
        var (isOffline, isReadOnly) = raw.ReadState();
        return facts with
        {
            AttachName = facts.Product.Contains("Amazon", StringComparison.Ordinal) ? AttachNameOf(layout.Number) : null,
            ScsiTarget = raw.ReadScsiTarget(),
            IsClustered = raw.ReadIsClustered(),
            IsOffline = isOffline,
            IsReadOnly = isReadOnly,
            TableId = TableIdOf(raw),
        };
    }

    /// <summary>The question of a protocol needs a device that is opened to read.</summary>
    private static string? AttachNameOf(int number)
    {
        try
        {
            using var raw = new RawDisk(number, write: true);
            return raw.ReadAttachName();
        }
        catch (MachineException)
        {
            return null; // it has no name then; it still tells its volume's id
        }
    }

    private static unsafe string? TableIdOf(RawDisk raw)
    {
        if (WindowsDiskLayout.ReadBytes(raw.Device) is not { } table)
            return null;
        var head = System.Runtime.InteropServices.MemoryMarshal.Read<DRIVE_LAYOUT_INFORMATION_EX>(table);
        return head.PartitionStyle switch
        {
            DiskControlNative.PARTITION_STYLE_GPT => head.GptDiskId.ToString(),
            DiskControlNative.PARTITION_STYLE_MBR when head.MbrSignature != 0 => $"{head.MbrSignature:x8}",
            _ => null,
        };
    }

    /// <summary>The disks that Windows started from, runs from, or pages to.</summary>
    private static HashSet<int> OwnDisks(IReadOnlyList<DataDisk> disks)
    {
        List<char> letters = [char.ToUpperInvariant(Environment.SystemDirectory[0])];
        using (var memory = Registry.LocalMachine.OpenSubKey(MemoryKey))
        {
            if (memory?.GetValue("ExistingPageFiles") is string[] files) // \??\C:\pagefile.sys
                letters.AddRange(files.Where(file => file.Length > 4).Select(file => char.ToUpperInvariant(file[4])));
        }

        var own = disks.Where(disk => disk.Layout.Partitions.Any(part => part.Letter is { } letter && letters.Contains(letter)))
            .Select(disk => disk.Number).ToHashSet();
        using var setup = Registry.LocalMachine.OpenSubKey(@"SYSTEM\Setup");
        if (setup?.GetValue("SystemPartition") is string path && NumberOf(path) is { } number) // \Device\HarddiskVolume1
            own.Add(number);
        return own;
    }

    private static int? NumberOf(string devicePath)
    {
        try
        {
            using var device = DeviceControl.Open($@"\\?\GLOBALROOT{devicePath}", write: false);
            return DeviceControl.TryQuery<STORAGE_DEVICE_NUMBER>(
                device, DiskFactsNative.IOCTL_STORAGE_GET_DEVICE_NUMBER, out var number)
                ? (int)number.DeviceNumber
                : null;
        }
        catch (MachineException)
        {
            return null;
        }
    }

    private static string KindOf(uint type) => type switch
    {
        DiskFactsNative.DRIVE_REMOVABLE => "a removable drive",
        DiskFactsNative.DRIVE_REMOTE => "a network drive",
        DiskFactsNative.DRIVE_CDROM => "a CD drive",
        DiskFactsNative.DRIVE_RAMDISK => "a RAM disk",
        _ => "another volume",
    };
}
