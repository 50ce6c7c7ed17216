using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>What the machine tells of itself, for people to read on the console.</summary>
public interface IInstanceFacts
{
    /// <summary>The IETF tag of the system's locale: <c>en-US</c>.</summary>
    string Language { get; }

    /// <summary>The local time zone; its StandardName is printed.</summary>
    TimeZoneInfo TimeZone { get; }

    /// <summary>Reads a value of <c>HKEY_LOCAL_MACHINE</c> as text, numbers in decimal; null when it is missing.</summary>
    /// <param name="key">The key below the hive, e.g. <c>SOFTWARE\Amazon\MachineImage</c>.</param>
    /// <param name="name">The value's name.</param>
    string? ReadValue(string key, string name);

    /// <summary>The names of a key's values; none when the key is missing.</summary>
    /// <param name="key">The key below the hive.</param>
    IReadOnlyList<string> ReadValueNames(string key);

    /// <summary>The drivers of devices that are present, of the network, storage and SCSI classes.</summary>
    /// <exception cref="MachineException">The devices cannot be listed.</exception>
    Task<IReadOnlyList<InstalledDriver>> ListDriversAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The SHA-1 thumbprint, in upper-case hex, of the certificate that the Remote Desktop listener shows; null when there is
    /// none yet.
    /// </summary>
    Task<string?> ReadRemoteDesktopThumbprintAsync(CancellationToken cancellationToken);

    /// <summary>The version of the AWS VSS components, or null when they are not installed.</summary>
    Task<string?> ReadVssVersionAsync(CancellationToken cancellationToken);
}

/// <summary>A driver in use.</summary>
/// <param name="DeviceName">The device it drives: <c>Amazon Elastic Network Adapter</c>.</param>
/// <param name="DeviceClass">The set-up class: <c>NET</c>, <c>SCSIADAPTER</c>, <c>HDC</c>, <c>DISKDRIVE</c>.</param>
/// <param name="Manufacturer">Who provides it: <c>Amazon Web Services, Inc.</c></param>
/// <param name="Version">Four numbers: <c>2.4.0.0</c>.</param>
/// <param name="InfName">The installed INF file: <c>oem3.inf</c>, <c>stornvme.inf</c>.</param>
public sealed record InstalledDriver(string DeviceName, string DeviceClass, string Manufacturer, string Version, string InfName);
