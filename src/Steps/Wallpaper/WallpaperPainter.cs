using System.Runtime.Versioning;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>Draws a wallpaper: a picture that fills the screen, and on it the rows on a dark ground.</summary>
[SupportedOSPlatform("windows")]
internal static class WallpaperPainter
{
    // A picture of more is taken for a mistake: decoded it would take gigabytes.
    private const long MostPixels = 200_000_000;

    private const uint Plain = 0xFF1B2A41;
    private const uint Ground = 0xB4000000;
    private const uint Value = 0xFFFFFFFF;
    private const uint Label = 0xFFC4D0DC;

    /// <summary>Draws the rows on a picture, as JPEG or, where the file's name says so, as PNG.</summary>
    /// <param name="picture">Null, or one that cannot be read: a plain colour.</param>
    /// <param name="tell">Told why a picture cannot be read.</param>
    /// <exception cref="IOException">The picture cannot be made, or the file not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Draw(
        string? picture, IReadOnlyList<PixelSize> screens, IReadOnlyList<WallpaperRow> rows, string file, Action<string> tell)
    {
        using var canvas = new WindowsCanvas(screens[0], Plain);
        if (picture is not null && CanBeOpened(picture, tell) && canvas.TryDrawPicture(picture, MostPixels) is { } problem)
            tell(problem);
        if (rows.Count > 0)
        {
            var layout = WallpaperLayout.Of(screens, rows, canvas.Measure);
            canvas.FillRounded(layout.Ground, layout.FontSize / 2, Ground);
            foreach (var text in layout.Texts)
                canvas.DrawText(text, layout.FontSize, text.IsLabel ? Label : Value);
        }

        AtomicFile.Write(file, canvas.Encode(isPng: file.EndsWith(".png", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Tells a reason in words of .NET, for GDI+ has but one word for most.</summary>
    private static bool CanBeOpened(string file, Action<string> tell)
    {
        try
        {
            if (SpecialFile.KindOf(file) is { } kind)
                throw new IOException($"{file} is {kind}.");
            File.OpenRead(file).Dispose();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            tell($"The picture cannot be read, so a plain colour takes its place: {refused.Message}");
            return false;
        }
    }
}
