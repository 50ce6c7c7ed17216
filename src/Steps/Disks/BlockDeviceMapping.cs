using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Disks;

/// <summary>What metadata tells of the devices that the instance was started with.</summary>
/// <param name="Devices">The device of each name: <c>ephemeral0</c> is <c>xvdca</c>.</param>
internal sealed record BlockDeviceMapping(IReadOnlyDictionary<string, string> Devices)
{
    private const string Folder = "meta-data/block-device-mapping/";

    /// <summary>Reads it; null when metadata does not answer.</summary>
    public static async Task<BlockDeviceMapping?> ReadAsync(IMetadataClient metadata, CancellationToken cancellationToken)
    {
        try
        {
            var names = await metadata.GetAsync(Folder, cancellationToken) ?? "";
            var devices = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in names.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (await metadata.GetAsync(Folder + name, cancellationToken) is { } device)
                    devices[name] = device;
            }

            return new(devices);
        }
        catch (Exception untold) when (untold is MetadataException or ArgumentException) // a name that is no path
        {
            return null;
        }
    }

    /// <summary>The name of the instance store volume that a device is, or null.</summary>
    public string? EphemeralOf(string device) => Find(device, "ephemeral");

    public bool IsEbs(string device) => Find(device, "ebs") is not null;

    private string? Find(string device, string kind) => Devices
        .Where(pair => pair.Key.StartsWith(kind, StringComparison.Ordinal)
            && DeviceName.Canonical(pair.Value) == DeviceName.Canonical(device))
        .Select(pair => pair.Key).FirstOrDefault();
}
