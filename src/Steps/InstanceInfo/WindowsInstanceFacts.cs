using System.Globalization;
using System.Runtime.Versioning;
using System.Security;
using System.Text.Json;
using Microsoft.Win32;

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

/// <summary>The AWS VSS components, whose version stands in a file that their installer leaves.</summary>
internal static class VssComponents
{
    /// <exception cref="JsonException">The file is damaged.</exception>
    public static async Task<string?> ReadVersionAsync(string programFiles, CancellationToken cancellationToken)
    {
        var path = Path.Combine(programFiles, "Amazon", "AwsVssComponents", "deployment-manifest.json");
        if (!File.Exists(path))
            return null;
        await using var file = File.OpenRead(path);
        using var manifest = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken);
        return manifest.RootElement.ValueKind == JsonValueKind.Object
            && manifest.RootElement.TryGetProperty("Version", out var version)
            && version.ValueKind == JsonValueKind.String
            ? version.GetString()
            : null;
    }
}

/// <summary>The registry of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsRegistryReader
{
    public static string? ReadValue(string key, string name) => Read(key, k => k.GetValue(name)) switch
    {
        string text => text,
        string[] lines => string.Join('\n', lines),
        int number => unchecked((uint)number).ToString(CultureInfo.InvariantCulture),
        long number => unchecked((ulong)number).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    public static IReadOnlyList<string> ReadValueNames(string key) => Read(key, k => k.GetValueNames()) ?? [];

    private static T? Read<T>(string key, Func<RegistryKey, T> read)
        where T : class?
    {
        try
        {
            using var opened = Registry.LocalMachine.OpenSubKey(key);
            return opened is null ? null : read(opened);
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return null; // what cannot be read counts as missing: information for people, not a reason to fail
        }
    }
}
