using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Disks;

/// <summary>Finds the volume of a partition, which the mount manager makes some time after the partition.</summary>
[SupportedOSPlatform("windows")]
internal static class VolumeFinder
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <exception cref="WindowsException">There is none within the bound.</exception>
    public static async Task<WindowsVolume> WaitAsync(
        int disk, long start, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken) =>
        await TryWaitAsync(disk, start, bound, time, cancellationToken) ?? throw new WindowsException(
            $"Windows made no volume of the partition on disk {disk} within {bound.TotalSeconds:0} s. "
            + "Check the disk in Disk Management, then run the step again.",
            null);

    public static async Task<WindowsVolume?> TryWaitAsync(
        int disk, long start, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var found = WindowsVolumes.List(cancellationToken)
                .FirstOrDefault(volume => volume.Disk == disk && volume.Start == start);
            if (found is not null || time.GetElapsedTime(started) >= bound)
                return found;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
