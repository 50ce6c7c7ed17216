using System.Text.Json;

namespace OpenLaunch.Steps.InstanceInfo;

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
