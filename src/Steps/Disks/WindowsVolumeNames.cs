using System.Runtime.Versioning;
using OpenLaunch.Steps.Disks.Native;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>Letters and labels of the volumes of this Windows, through the mount manager.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsVolumeNames : IVolumeNames
{
    private const string Advice = "Check the volume in Disk Management, then run the step again.";

    public Task AssignLetterAsync(DataDisk disk, long start, char letter, CancellationToken cancellationToken)
    {
        var volume = Find(disk, start, cancellationToken);
        return DiskFactsNative.SetVolumeMountPointW($@"{letter}:\", $@"{volume.Path}\")
            ? Task.CompletedTask
            : throw WindowsException.ForLastError($"Cannot give the volume on disk {disk.Number} the letter {letter}:", Advice);
    }

    public Task RemoveLetterAsync(DataDisk disk, long start, char letter, CancellationToken cancellationToken)
    {
        if (Find(disk, start, cancellationToken).Letter != letter)
            throw new WindowsException($"The volume on disk {disk.Number} has not the letter {letter}: any more. {Advice}", null);
        return DiskFactsNative.DeleteVolumeMountPointW($@"{letter}:\")
            ? Task.CompletedTask
            : throw WindowsException.ForLastError(
                $"Cannot take the letter {letter}: from the volume on disk {disk.Number}", Advice);
    }

    public Task SetLabelAsync(DataDisk disk, long start, string label, CancellationToken cancellationToken) =>
        DiskFactsNative.SetVolumeLabelW($@"{Find(disk, start, cancellationToken).Path}\", label.Length == 0 ? null : label)
            ? Task.CompletedTask
            : throw WindowsException.ForLastError(
                $"Cannot set the label of the volume on disk {disk.Number} to '{label}'", Advice);

    /// <summary>The volume on the disk that was listed, and not on one that has its number by now.</summary>
    private static WindowsVolume Find(DataDisk disk, long start, CancellationToken cancellationToken)
    {
        using var raw = new RawDisk(disk.Number);
        if (raw.Describe().Serial != disk.Facts.Serial)
            throw new WindowsException($"Disk {disk.Number} is another disk by now. {Advice}", null);
        return WindowsVolumes.List(cancellationToken)
            .FirstOrDefault(volume => volume.Disk == disk.Number && volume.Start == start)
            ?? throw new WindowsException(
                $"There is no volume at {ByteSize.Format(start)} of disk {disk.Number}. {Advice}", null);
    }
}
