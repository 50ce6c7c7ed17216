using System.Text.Json;

namespace OpenLaunch.Steps.Installation;

/// <summary>
/// The files of a version that is not native: some 200, which it lists itself. A native one that takes its place, or a later one
/// with fewer, would leave them. What the operator put beside them is not among them, and stays.
/// </summary>
internal static class FormerFiles
{
    private const string List = "openlaunch.deps.json";

    // What the list of .NET does not name, that of older versions too.
    private static readonly string[] Others = [List, "openlaunch.runtimeconfig.json", "SKIASHARP-NOTICES.txt"];

    private static readonly string[] Kinds = ["runtime", "native"];

    /// <summary>Those that are in a folder; none without a list there, or with one that cannot be read.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        var list = Path.Combine(folder, List);
        if (!File.Exists(list))
            return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(list));
            return
            [
                .. Named(document.RootElement).Select(Path.GetFileName).OfType<string>().Concat(Others)
                    .Distinct(StringComparer.OrdinalIgnoreCase).Where(name => File.Exists(Path.Combine(folder, name))),
            ];
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Removes them; one that is in use stays until the next time.</summary>
    public static void Remove(string folder)
    {
        // The list last, by which the rest is found.
        foreach (var name in In(folder).OrderBy(name => name == List))
        {
            try
            {
                File.Delete(Path.Combine(folder, name));
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }

    private static List<string> Named(JsonElement root) =>
    [
        .. from target in root.GetProperty("targets").EnumerateObject()
           from library in target.Value.EnumerateObject()
           from kind in Kinds
           where library.Value.TryGetProperty(kind, out _)
           from file in library.Value.GetProperty(kind).EnumerateObject()
           select file.Name,
    ];
}
