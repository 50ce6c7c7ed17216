using System.Runtime.Versioning;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>What this Windows tells, one class a source.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsInstanceFacts : IInstanceFacts
{
    public string Language => WindowsRegionalSettings.Language;

    public TimeZoneInfo TimeZone => TimeZoneInfo.Local;

    public string? ReadValue(string key, string name) => WindowsRegistryReader.ReadValue(key, name);

    public IReadOnlyList<string> ReadValueNames(string key) => WindowsRegistryReader.ReadValueNames(key);

    public Task<IReadOnlyList<InstalledDriver>> ListDriversAsync(CancellationToken cancellationToken) =>
        Task.Run(() => WindowsDriverInventory.List(cancellationToken), cancellationToken);

    public Task<string?> ReadRemoteDesktopThumbprintAsync(CancellationToken cancellationToken) =>
        Task.Run(WindowsRemoteDesktopCertificate.ReadThumbprint, cancellationToken);

    public Task<string?> ReadVssVersionAsync(CancellationToken cancellationToken) => VssComponents.ReadVersionAsync(
        Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), cancellationToken);
}
