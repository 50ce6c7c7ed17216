using System.Text.Json;
using OpenLaunch.Steps.RegistryValues;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>
/// What the step leaves for the users' sessions: a key that every user can read, and the command that Windows runs at each logon
/// (Microsoft Learn, "Run and RunOnce Registry Keys"). No file in anybody's profile: LocalSystem had better write none there.
/// </summary>
/// <param name="Path">The picture; null: that of Windows.</param>
/// <param name="Tags">The names of tags; <see cref="AllTags"/> alone: each.</param>
internal sealed record WallpaperSettings(string? Path, IReadOnlyList<string> Attributes, IReadOnlyList<string> Tags)
{
    public const string AllTags = "AllTags";

    private const string Key = @"SOFTWARE\OpenLaunch\Wallpaper";
    private const string Logon = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Run";
    private const string LogonName = "OpenLaunchWallpaper";
    private const string OfWindows = "that of Windows";
    private const string OriginName = "Origin";
    private const string OfPlan = "plan";
    private const string Withdrawn = "withdrawn";

    public bool ShowsAllTags => Tags is [AllTags];

    /// <summary>What the registry is to hold.</summary>
    /// <param name="program">The program that draws.</param>
    public IEnumerable<RegistryEdit> Edits(string program, bool isOfUserData) =>
    [
        Edit("Path", Path ?? OfWindows, "the picture of the wallpaper"),
        Edit("Attributes", string.Join(',', Attributes), "what stands on the wallpaper"),
        Edit("Tags", JsonSerializer.Serialize([.. Tags], WallpaperJson.Default.StringArray), "the tags on the wallpaper"),
        Edit(OriginName, isOfUserData ? "user data" : OfPlan, "who sets the wallpaper"),
        new(Logon, LogonName, $"\"{program}\" wallpaper", IsNumber: false, "the command of each logon"),
    ];

    /// <summary>What the registry holds; null: nothing was set.</summary>
    public static WallpaperSettings? Read(IMachineRegistry registry) =>
        registry.Read(Key, "Attributes") is not { } attributes ? null : new(
            registry.Read(Key, "Path") is { } path && path != OfWindows ? path : null,
            attributes.Split(',', StringSplitOptions.RemoveEmptyEntries),
            TryParse(registry.Read(Key, "Tags") ?? "[]") ?? []);

    /// <summary>The names of tags from the JSON text that EC2Launch v2 takes too; null: it is none.</summary>
    public static IReadOnlyList<string>? TryParse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, WallpaperJson.Default.StringArray);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a plan set it that no longer does.</summary>
    public static bool IsLeftBehind(IMachineRegistry registry) => registry.Read(Key, OriginName) == OfPlan;

    /// <summary>Whether the users get their former wallpaper back at their next logon.</summary>
    public static bool IsWithdrawn(IMachineRegistry registry) => registry.Read(Key, OriginName) == Withdrawn;

    public static RegistryEdit Withdrawal { get; } = Edit(OriginName, Withdrawn, "who sets the wallpaper");

    /// <summary>Takes all of it away.</summary>
    public static async Task RemoveAsync(IMachineRegistry registry, CancellationToken cancellationToken)
    {
        await registry.RemoveAsync(Logon, LogonName, cancellationToken);
        foreach (var name in registry.ValueNames(Key))
            await registry.RemoveAsync(Key, name, cancellationToken);
    }

    private static RegistryEdit Edit(string name, string value, string what) => new(Key, name, value, IsNumber: false, what);
}

/// <summary>The program that a logon starts.</summary>
public sealed record WallpaperProgram(string Path);
