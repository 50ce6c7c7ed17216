using System.Text.Json.Serialization;

namespace OpenLaunch.Steps.Wallpaper;

[JsonSerializable(typeof(string[]))]
internal sealed partial class WallpaperJson : JsonSerializerContext;
