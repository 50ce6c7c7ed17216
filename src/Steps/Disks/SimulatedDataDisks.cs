using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>The disks of a simulated machine, with what Windows refuses refused.</summary>
internal sealed class SimulatedDataDisks(SimulatedMachine machine, TimeProvider time)
    : IDiskInventory, IDiskPreparation, IVolumeNames
{
    private const char SystemLetter = 'C';

    public Task<IReadOnlyList<DataDisk>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(
        machine.Read<IReadOnlyList<DataDisk>>(state => [.. Attached(state).OrderBy(disk => disk.Number).Select(Describe)]));

    public Task<IReadOnlyDictionary<char, string>> ListOtherLettersAsync(CancellationToken cancellationToken) => Task.FromResult(
        machine.Read<IReadOnlyDictionary<char, string>>(state => state.Letters.ToDictionary(
            letter => letter.Letter[0], letter => letter.Kind switch
            {
                "network" => "a network drive",
                "removable" => "a removable drive",
                "memory" => "a RAM disk",
                _ => "a CD drive",
            })));

    public Task ReadAsync(int disk, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        machine.Read(state =>
        {
            var found = Find(state, disk);
            if (found.Content == "unreadable")
                throw new MachineException($"Disk {disk} cannot be read: the device is not ready.");
            SimulatedContent.Read(found, offset, buffer.Span);
            return true;
        });
        return Task.CompletedTask;
    }

    public async Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        var left = machine.Read(state => state.Disks.Min(disk => disk.AttachesAfterMilliseconds));
        var started = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(Math.Min(left ?? double.MaxValue, bound.TotalMilliseconds));
        await machine.WaitForChangeAsync(pause, time, cancellationToken);
        var passed = (int)time.GetElapsedTime(started).TotalMilliseconds;
        if (left is null || passed == 0)
            return;
        machine.Happen(state =>
        {
            foreach (var disk in state.Disks.Where(disk => disk.AttachesAfterMilliseconds is not null))
                disk.AttachesAfterMilliseconds = disk.AttachesAfterMilliseconds - passed is > 0 and var rest ? rest : null;
        });
    }

    public Task BringOnlineAsync(DataDisk disk, CancellationToken cancellationToken) =>
        Write(disk, (_, found) => (found.Offline, found.ReadOnly) = (false, false));

    public Task WipeAsync(DataDisk disk, CancellationToken cancellationToken) => Write(disk, (_, found) =>
    {
        Demand(found.Partitions.All(partition => partition.Kind == "reserved"), $"disk {disk.Number} has partitions");
        DemandWritable(found);
        found.Partitions.Clear();
        (found.Style, found.Content, found.TableId) = ("raw", "zero", null);
    });

    public Task WriteTableAsync(DataDisk disk, PartitionStyle style, CancellationToken cancellationToken) =>
        Write(disk, (_, found) =>
        {
            DemandWritable(found);
            Demand(found.Style == "raw", $"disk {disk.Number} has a partition table");
            Demand(IsZero(found, 0, disk.Layout.Size), $"disk {disk.Number} is not empty");
            found.Style = style == PartitionStyle.Gpt ? "gpt" : "mbr";
        });

    public Task CreatePartitionsAsync(DataDisk disk, DiskGeometry geometry, CancellationToken cancellationToken) =>
        Write(disk, (state, found) =>
        {
            DemandWritable(found);
            Demand(
                Style(found) == geometry.Style && found.Partitions.Count == 0,
                $"disk {disk.Number} has no empty partition table");
            var limit = VolumePlanner.UsableEnd(Describe(found).Layout);
            Demand(geometry.Start + geometry.Size <= limit, $"the partition ends behind the last byte of disk {disk.Number}");
            if (geometry.ReservedSize > 0)
                found.Partitions.Add(Partition(1, DiskGeometry.First, geometry.ReservedSize, "reserved"));
            var made = Partition(found.Partitions.Count + 1, geometry.Start, geometry.Size, "data");
            made.Content = found.Content; // a partition table leaves the bytes between as they are
            if (state.Windows.AutoMount && FirstFree(state) is { } letter)
                made.Letter = letter.ToString();
            found.Partitions.Add(made);
        });

    public Task FormatAsync(DataDisk disk, long start, VolumeFormat format, CancellationToken cancellationToken) =>
        WritePartition(disk, start, (found, partition) =>
        {
            Demand(partition.FileSystem is null, $"the partition has {partition.FileSystem}");
            Demand(IsZero(found, start, ByteSize.Parse(partition.Size)), "the partition is not empty");
            DemandWritable(found);
            partition.FileSystem = format.Name;
            partition.Label = format.Label.Length == 0 ? null : format.Label;
            (partition.Content, partition.VolumeSize) = ("unknown", null);
        });

    public Task AssignLetterAsync(DataDisk disk, long start, char letter, CancellationToken cancellationToken) =>
        machine.WriteAsync($"letter {letter}:", state =>
        {
            var partition = Find(Find(state, disk), start);
            Demand(partition.Letter is null, $"the volume has the letter {partition.Letter}:");
            Demand(!Letters(state).Contains(letter), $"the letter {letter}: is taken");
            Demand(!Find(state, disk).Offline, $"disk {disk.Number} is offline");
            partition.Letter = letter.ToString();
        });

    public Task RemoveLetterAsync(DataDisk disk, long start, char letter, CancellationToken cancellationToken) =>
        WritePartition(disk, start, (_, partition) =>
        {
            Demand(partition.Letter == letter.ToString(), $"the volume has not the letter {letter}:");
            Demand(letter != SystemLetter, "Windows runs from it");
            partition.Letter = null;
        });

    public Task SetLabelAsync(DataDisk disk, long start, string label, CancellationToken cancellationToken) =>
        WritePartition(disk, start, (found, partition) =>
        {
            Demand(partition.FileSystem is not null, "the partition has no file system");
            DemandWritable(found);
            partition.Label = label.Length == 0 ? null : label;
        });

    private static PartitionState Partition(int number, long start, long size, string kind) => new()
    {
        Number = number,
        Start = ByteSize.Format(start),
        Size = ByteSize.Format(size),
        Kind = kind,
        Content = "zero",
    };

    /// <summary>Of an offline disk Windows reads the partition table, and mounts nothing.</summary>
    private static DataDisk Describe(DiskState disk)
    {
        var layout = SimulatedDisks.ToDisk(disk);
        if (disk.Offline)
            layout = layout with { Partitions = [.. layout.Partitions.Select(Unmounted)] };
        return new(layout, new()
        {
            Bus = Enum.Parse<DiskBus>(disk.Bus, ignoreCase: true),
            Product = disk.Product,
            Serial = disk.Serial,
            AttachName = disk.Bus == "nvme" ? disk.Device : null,
            ScsiTarget = disk.ScsiTarget,
            Path = disk.Path,
            IsRemovable = disk.Removable,
            IsClustered = disk.Clustered,
            IsOffline = disk.Offline,
            IsReadOnly = disk.ReadOnly,
            HoldsWindows = disk.Partitions.Any(partition => partition.Letter is "C" or "c"),
            TableId = layout.Style == PartitionStyle.Raw ? null : disk.TableId ?? $"table-{disk.Number}",
        });
    }

    private static Partition Unmounted(Partition partition) => partition with { Letter = null, FileSystem = null, Label = null };

    private static PartitionStyle Style(DiskState disk) => SimulatedDisks.ToDisk(disk).Style;

    private static IEnumerable<DiskState> Attached(MachineState state) =>
        state.Disks.Where(disk => disk.AttachesAfterMilliseconds is null);

    private static DiskState Find(MachineState state, int number) => Attached(state).FirstOrDefault(disk => disk.Number == number)
        ?? throw new MachineException($"There is no disk {number}.");

    /// <summary>The disk that was listed, and not one that has its number by now.</summary>
    private static DiskState Find(MachineState state, DataDisk listed)
    {
        var found = Find(state, listed.Number);
        Demand(found.Serial == listed.Facts.Serial, $"disk {listed.Number} is another one by now");
        return found;
    }

    private static PartitionState Find(DiskState disk, long start) =>
        disk.Partitions.Find(partition => ByteSize.Parse(partition.Start) == start)
            ?? throw new MachineException($"No partition of disk {disk.Number} starts at {ByteSize.Format(start)}.");

    private static bool IsZero(DiskState disk, long start, long size)
    {
        var bytes = new byte[DiskSample.EndLength];
        return new[] { start, start + size - bytes.Length }.All(offset =>
        {
            SimulatedContent.Read(disk, offset, bytes);
            return !bytes.ContainsAnyExcept((byte)0);
        });
    }

    private static IEnumerable<char> Letters(MachineState state) => state.Letters.Select(letter => letter.Letter[0]).Concat(
        state.Disks.Where(disk => !disk.Offline).SelectMany(disk => disk.Partitions).Select(partition => partition.Letter)
            .Where(letter => !string.IsNullOrEmpty(letter)).Select(letter => char.ToUpperInvariant(letter![0])));

    private static char? FirstFree(MachineState state)
    {
        var taken = Letters(state).ToHashSet();
        return Enumerable.Range('D', 'Z' - 'D' + 1).Select(letter => (char?)letter)
            .FirstOrDefault(letter => !taken.Contains(letter!.Value));
    }

    private static void DemandWritable(DiskState disk) =>
        Demand(!disk.Offline && !disk.ReadOnly, $"disk {disk.Number} is {(disk.Offline ? "offline" : "read-only")}");

    private static void Demand(bool condition, string reason)
    {
        if (!condition)
            throw new MachineException($"Windows refused: {reason}.");
    }

    private Task Write(DataDisk disk, Action<MachineState, DiskState> write) =>
        machine.WriteAsync($"disk {disk.Number}", state => write(state, Find(state, disk)));

    private Task WritePartition(DataDisk disk, long start, Action<DiskState, PartitionState> write) =>
        Write(disk, (_, found) => write(found, Find(found, start)));
}

/// <summary>What Windows does by itself during a format, on a simulated machine.</summary>
internal sealed class SimulatedFormatSurroundings(SimulatedMachine machine) : IFormatSurroundings
{
    private const string Service = "ShellHWDetection";

    public bool IsTrimOn => machine.Read(state => state.Windows.Trim);

    public Task<bool> IsDetectionRunningAsync(CancellationToken cancellationToken) =>
        Task.FromResult(machine.Read(state => Find(state)?.State == "running"));

    public Task SetTrimAsync(bool on, CancellationToken cancellationToken) =>
        machine.WriteAsync("TRIM", state => state.Windows.Trim = on);

    public Task SetDetectionAsync(bool running, CancellationToken cancellationToken) =>
        machine.WriteAsync(Service, state => Find(state)!.State = running ? "running" : "stopped");

    private static ServiceState? Find(MachineState state) => state.Services.Find(service => service.Name == Service);
}
