using System.Text.Json;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>Reads component versions from the files that their installers leave.</summary>
internal sealed class FileComponentVersions(string? programFiles) : IComponentVersions
{
    public async Task<string?> ReadVssAsync(CancellationToken cancellationToken)
    {
        if (programFiles is null)
            return null;
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
