using OpenLaunch.Steps.Disks;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.DataVolumes;

/// <summary>One change of a disk on the way to a volume.</summary>
internal abstract record DiskAct(SurveyedDisk Disk)
{
    public abstract string Description { get; }

    public abstract Task ApplyAsync(IDiskPreparation preparation, CancellationToken cancellationToken);

    /// <summary>Makes the disk usable at all.</summary>
    public sealed record BringOnline(SurveyedDisk Disk) : DiskAct(Disk)
    {
        public override string Description => Disk.Facts.IsOffline ? $"bring {Disk.Name} online" : $"make {Disk.Name} writable";

        public override Task ApplyAsync(IDiskPreparation preparation, CancellationToken cancellationToken) =>
            preparation.BringOnlineAsync(Disk.Disk, cancellationToken);
    }

    /// <summary>Destroys what is on the disk, as it was asked to.</summary>
    public sealed record Wipe(SurveyedDisk Disk) : DiskAct(Disk)
    {
        public override string Description =>
            $"clear {Disk.Name}, which holds {Disk.Content.Name}: all of it is lost (force: true)";

        public override Task ApplyAsync(IDiskPreparation preparation, CancellationToken cancellationToken) =>
            preparation.WipeAsync(Disk.Disk, cancellationToken);
    }

    public sealed record WriteTable(SurveyedDisk Disk, PartitionStyle Style) : DiskAct(Disk)
    {
        public override string Description =>
            $"write {(Style == PartitionStyle.Gpt ? "a GPT" : "a master boot record")} on {Disk.Name}, which is empty";

        public override Task ApplyAsync(IDiskPreparation preparation, CancellationToken cancellationToken) =>
            preparation.WriteTableAsync(Disk.Disk, Style, cancellationToken);
    }

    public sealed record CreatePartitions(SurveyedDisk Disk, DiskGeometry Geometry) : DiskAct(Disk)
    {
        public override string Description => $"create a volume of {ByteSize.Format(Geometry.Size)} on {Disk.Name}";

        public override Task ApplyAsync(IDiskPreparation preparation, CancellationToken cancellationToken) =>
            preparation.CreatePartitionsAsync(Disk.Disk, Geometry, cancellationToken);
    }

    public sealed record Format(SurveyedDisk Disk, long Start, VolumeFormat FileSystem) : DiskAct(Disk)
    {
        public override string Description
        {
            get
            {
                var unit = FileSystem.AllocationUnit is { } bytes ? $", clusters of {ByteSize.Format(bytes)}" : "";
                var label = FileSystem.Label.Length == 0 ? "" : $", label '{FileSystem.Label}'";
                return $"format the empty volume on {Disk.Name} with {FileSystem.Name}{unit}{label}";
            }
        }

        public override Task ApplyAsync(IDiskPreparation preparation, CancellationToken cancellationToken) =>
            preparation.FormatAsync(Disk.Disk, Start, FileSystem, cancellationToken);
    }
}
