using System.Text.Json;

namespace OpenLaunch.Windows.Tests.Wine;

internal static class JsonText
{
    /// <summary>A member's text, or null when it is absent or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
