using CsCheck;
using OpenLaunch.Steps.Simulation;
using static OpenLaunch.Steps.Tests.DataVolumes.DiskBench;

namespace OpenLaunch.Steps.Tests.DataVolumes;

/// <summary>
/// Random disks with random contents, prepared by runs of which the first ones are killed: before a change, or in the middle of
/// it, which leaves what a power cut would leave.
/// </summary>
public class RandomLayoutTests
{
    private const int Layouts = 1000;

    private static readonly string[] Contents =
    [
        "ext4", "ext3", "XFS", "btrfs", "LVM", "LUKS", "Linux RAID (md)", "ZFS", "Linux swap", "Oracle ASM", "BitLocker", "NTFS", "exFAT",
        "ReFS", "FAT32", "VMFS", "unknown", "unreadable",
    ];

    [Fact]
    public Task No_byte_of_data_changes_each_empty_disk_becomes_usable_and_a_second_run_changes_nothing() =>
        Gen.Select(Disk.Array[0, 6], Inputs, Kill.Array[0, 4], Gen.Int[0, 2]).SampleAsync(async sample =>
        {
            var (made, inputs, kills, drives) = sample;
            var disks = made.Select((make, index) => make(index + 1)).ToArray();
            using var bench = new DiskBench(disks);
            for (var i = 0; i < drives; i++)
                bench.State.Letters.Add(new() { Letter = ((char)('D' + (i * 2))).ToString(), Kind = "network" });
            var yaml = inputs(disks);
            var before = bench.State.Disks.ToDictionary(disk => disk.Number, DataOf);
            var empty = disks.Where(disk => IsOurs(disk) && before[disk.Number] is null).ToList();
            var torn = new HashSet<int>();
            foreach (var kill in kills)
                await RunAndKillAsync(bench, yaml, kill, before, torn);

            await bench.InitializeAsync(yaml);
            Assert.All(before.Where(pair => pair.Value is not null), pair => Assert.Equal(pair.Value, DataOf(bench[pair.Key])));
            foreach (var disk in empty.Where(disk => !torn.Contains(disk.Number) && IsAsked(disk, yaml)))
            {
                var volume = Assert.Single(disk.Partitions, partition => partition.Kind == "data");
                Assert.NotNull(volume.FileSystem);
                Assert.NotNull(volume.Letter);
                Assert.False(disk.Offline);
            }

            Assert.All(disks.Where(disk => !IsAsked(disk, yaml) && before[disk.Number] is null), disk => Assert.Equal("raw", disk.Style));
            var letters = bench.State.Disks.SelectMany(disk => disk.Partitions).Select(partition => partition.Letter)
                .Concat(bench.State.Letters.Select(letter => letter.Letter)).Where(letter => letter is not null).ToList();
            Assert.Equal(letters.Distinct(), letters);
            Assert.Equal((true, "running"), (bench.State.Windows.Trim, bench.State.Services[0].State));

            await bench.InitializeAsync(yaml);
            Assert.Equal([], bench.Context.Changes);
        }, iter: Layouts, threads: 1);

    private static async Task RunAndKillAsync(
        DiskBench bench, string yaml, (int Change, bool InTheMiddle) kill, Dictionary<int, string?> before, HashSet<int> torn)
    {
        var left = kill.Change;
        try
        {
            await bench.InitializeAsync(yaml, beforeChange: change =>
            {
                if (left-- > 0)
                    return;
                if (kill.InTheMiddle)
                    Tear(bench, change, before, torn);
                throw new OperationCanceledException();
            });
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>What a power cut in the middle of a change leaves; from then on that is data like any other.</summary>
    private static void Tear(DiskBench bench, string change, Dictionary<int, string?> before, HashSet<int> torn)
    {
        var disk = bench.State.Disks.FirstOrDefault(disk => change.Contains($" disk {disk.Number} (", StringComparison.Ordinal));
        if (disk is null)
            return;
        if (change.StartsWith("write a", StringComparison.Ordinal) && !change.StartsWith(@"write Z:\", StringComparison.Ordinal))
            disk.Content = "unknown";
        else if (change.StartsWith("format", StringComparison.Ordinal))
            disk.Partitions[^1].Content = "unknown";
        else
            return;
        torn.Add(disk.Number);
        before[disk.Number] = DataOf(disk);
    }

    /// <summary>What is on a disk and where, without letter, label and size; null when there is nothing.</summary>
    private static string? DataOf(DiskState disk)
    {
        if (disk.Content == "zero" && disk.Style == "raw")
            return null;
        var partitions = disk.Partitions.Select(
            part => $"{part.Number} {part.Start} {part.Size} {part.Kind} {part.FileSystem} {part.Content}");
        return $"{disk.Style} {disk.Content} {disk.TableId}\n{string.Join('\n', partitions)}";
    }

    private static bool IsOurs(DiskState disk) => disk is { Bus: "nvme", Clustered: false, Removable: false };

    private static bool IsAsked(DiskState disk, string yaml) => IsOurs(disk)
        && (yaml.Contains("initialize: all", StringComparison.Ordinal) || (disk.Device is { } device
            && yaml.Contains($"device: {device} ", StringComparison.Ordinal)));

    private static Gen<(int Change, bool InTheMiddle)> Kill => Gen.Select(Gen.Int[0, 14], Gen.Bool);

    private static Gen<string?> OneOf(params string?[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Makes a disk by its number.</summary>
    private static Gen<Func<int, DiskState>> Disk =>
        from isInstanceStore in Gen.Bool
        from content in Gen.Frequency((2, Gen.Const("zero")), (1, Gen.Int[0, Contents.Length - 1].Select(index => Contents[index])))
        from partitions in Gen.Int[0, 3]
        from hasTable in Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true)))
        from fileSystem in OneOf("NTFS", "ReFS", "FAT32", null)
        from kind in OneOf("data", "data", "data", "foreign", "recovery", "pool", "dynamic")
        from gpt in Gen.Bool
        from offline in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from bus in Gen.Frequency((6, Gen.Const<string?>("nvme")), (1, OneOf("iscsi", "fibreChannel", "spaces", "usb")))
        from clustered in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        from lettered in Gen.Bool
        select new Func<int, DiskState>(number =>
        {
            var disk = isInstanceStore ? InstanceStore(number, content) : Ebs(number, $"sd{(char)('a' + number)}", content);
            (disk.Bus, disk.Clustered, disk.Offline) = (bus!, clustered, offline);
            if (!hasTable)
                return disk;
            (disk.Style, disk.Content) = (gpt ? "gpt" : "mbr", "zero");
            for (var i = 1; i <= partitions; i++)
            {
                disk.Partitions.Add(new()
                {
                    Number = i, Start = $"{(i * 20) - 19}GiB", Size = "20GiB", Kind = kind!, FileSystem = kind == "data" ? fileSystem : null,
                    Letter = lettered && i == 1 && kind == "data" && !offline ? ((char)('G' + number)).ToString() : null, Label = $"Data {number}.{i}",
                });
            }

            return disk;
        });

    /// <summary>Inputs for disks: all, or some by name, with letters; never with force.</summary>
    private static Gen<Func<DiskState[], string>> Inputs =>
        from all in Gen.Bool
        from named in Gen.Bool.Array[6]
        from letters in Gen.Int[0, 8].Array[6]
        select new Func<DiskState[], string>(disks =>
        {
            var devices = disks.Where((disk, index) => disk.Device is not null && named[index]).Select((disk, index) =>
            {
                // Letters from S up, which nothing else has, each once; or none.
                var letter = letters[index] < 4 ? $", letter: {(char)('S' + index)}" : "";
                return $"{{ device: {disk.Device} {letter}, optional: true, extend: false }}";
            }).ToList();
            return all || devices.Count == 0
                ? $"{{ initialize: all, devices: [{string.Join(", ", devices)}] }}"
                : $"{{ initialize: devices, devices: [{string.Join(", ", devices)}] }}";
        });
}
