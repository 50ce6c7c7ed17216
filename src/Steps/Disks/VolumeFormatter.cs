using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Disks;

/// <summary>
/// Formats through MSFT_Volume, the storage management of Windows since 2012: of the ways without a tool it is the one that is
/// documented, knows ReFS, and is not superseded (fmifs.dll is not documented, Virtual Disk Service is superseded).
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class VolumeFormatter(TimeProvider time)
{
    private const string Advice = "Look at the event log 'Microsoft-Windows-StorageManagement', and format the volume by hand.";

    private static readonly TimeSpan CacheBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="volume">The path of the volume with its last backslash.</param>
    /// <param name="format">The file system.</param>
    /// <param name="cancellationToken">Ends the wait, not the format.</param>
    /// <exception cref="WindowsException">Windows refused.</exception>
    public async Task FormatAsync(string volume, VolumeFormat format, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await InWmiAsync(wmi => TryFormat(wmi, volume, format, cancellationToken), cancellationToken))
        {
            // Storage management learns of a new volume a little later than the mount manager.
            if (time.GetElapsedTime(started) >= CacheBound)
                throw new WindowsException($"Windows' storage management does not know the volume {volume}. {Advice}", null);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static bool TryFormat(WmiSession wmi, string volume, VolumeFormat format, CancellationToken cancellationToken)
    {
        var name = volume.Replace(@"\", @"\\", StringComparison.Ordinal);
        var path = wmi.QueryFirst(
            $"SELECT * FROM MSFT_Volume WHERE Path = '{name}'", found => WmiSession.Text(found, "__RELPATH"), cancellationToken);
        if (path is null)
        {
            wmi.Invoke("MSFT_StorageSetting", "MSFT_StorageSetting", "UpdateHostStorageCache");
            return false;
        }

        List<(string, object)> values = [("FileSystem", format.Name), ("Full", false), ("Force", true)];
        if (format.Label.Length > 0)
            values.Add(("FileSystemLabel", format.Label));
        if (format.AllocationUnit is { } unit)
            values.Add(("AllocationUnitSize", unit));
        var result = wmi.Invoke(path, "MSFT_Volume", "Format", values);
        return result == 0
            ? true
            : throw new WindowsException(
                $"Windows could not format the volume {volume} with {format.Name} (MSFT_Volume.Format: {result}). {Advice}",
                null);
    }

    private static async Task<T> InWmiAsync<T>(Func<WmiSession, T> use, CancellationToken cancellationToken)
    {
        // WMI's calls block; a cancelled caller does not wait for one that hangs.
        var work = Task.Run(
            () =>
            {
                try
                {
                    return use(WmiSession.Connect(@"ROOT\Microsoft\Windows\Storage"));
                }
                catch (Exception e) when (e is COMException or UnauthorizedAccessException or ArgumentException)
                {
                    throw WindowsException.ForCom("Cannot format a volume", e, Advice);
                }
            },
            cancellationToken);
        return await work.WaitAsync(cancellationToken);
    }
}
