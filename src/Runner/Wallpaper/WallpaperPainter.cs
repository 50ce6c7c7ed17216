using System.Globalization;
using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Wallpaper;
using SkiaSharp;

namespace OpenLaunch.Runner.Wallpaper;

/// <summary>Draws a wallpaper. All that knows the library for it, which is loaded when this is called.</summary>
internal sealed class WallpaperPainter : IDisposable
{
    // A picture of more is taken for a mistake: decoded it would take gigabytes.
    private const long MostPixels = 200_000_000;
    private const int Quality = 92;

    private static readonly SKColor Plain = new(0x1B, 0x2A, 0x41);
    private static readonly SKColor Ground = new(0, 0, 0, 180);
    private static readonly SKColor Value = SKColors.White;
    private static readonly SKColor Label = new(0xC4, 0xD0, 0xDC);

    private readonly SKTypeface face = Face();
    private readonly Dictionary<int, SKTypeface> others = [];

    /// <summary>Draws the rows on a picture, as JPEG or, where the file's name says so, as PNG.</summary>
    /// <param name="picture">Null, or one that cannot be read: a plain colour.</param>
    /// <param name="tell">Told why a picture cannot be read.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Draw(
        string? picture, IReadOnlyList<PixelSize> screens, IReadOnlyList<WallpaperRow> rows, string file, Action<string> tell)
    {
        var (width, height) = (screens[0].Width, screens[0].Height);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque))
            ?? throw new IOException($"A picture of {width} x {height} pixels cannot be made: there is not enough memory.");
        surface.Canvas.Clear(Plain);
        if (picture is not null)
            DrawPicture(surface.Canvas, picture, width, height, tell);
        if (rows.Count > 0)
            DrawRows(surface.Canvas, WallpaperLayout.Of(screens, rows, text => Runs(text).Sum(run => Measure(run, 100)) / 100));

        using var image = surface.Snapshot();
        var isPng = file.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        using var data = image.Encode(isPng ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, Quality);
        AtomicFile.Write(file, data.ToArray());
    }

    public void Dispose()
    {
        foreach (var other in others.Values.Where(other => other != face))
            other.Dispose();
        face.Dispose();
    }

    /// <exception cref="MachineException">The library that draws is not beside the program.</exception>
    private static SKTypeface Face()
    {
        try
        {
            return SKTypeface.FromFamilyName("Segoe UI") ?? SKTypeface.Default;
        }
        catch (TypeInitializationException unloaded) when (unloaded.GetBaseException() is DllNotFoundException)
        {
            throw new MachineException(
                $"Pictures cannot be drawn: libSkiaSharp is not beside the program in {AppContext.BaseDirectory}. Install "
                + "openlaunch with all of its files; builds for Windows have it.", unloaded);
        }
    }

    private static void DrawPicture(SKCanvas canvas, string file, int width, int height, Action<string> tell)
    {
        using var stream = TryOpen(file, tell);
        if (stream is null)
            return;
        using var codec = SKCodec.Create(stream);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            tell(codec is null ? $"{file} is no picture that can be read." : $"{file} has more than {MostPixels} pixels.");
            return;
        }

        using var bitmap = SKBitmap.Decode(codec);
        if (bitmap is null)
        {
            tell($"{file} is damaged.");
            return;
        }

        var scale = Math.Max((float)width / bitmap.Width, (float)height / bitmap.Height);
        var (drawnWidth, drawnHeight) = (bitmap.Width * scale, bitmap.Height * scale);
        var place = SKRect.Create((width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, place, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    private static FileStream? TryOpen(string file, Action<string> tell)
    {
        try
        {
            return SpecialFile.KindOf(file) is { } kind ? throw new IOException($"{file} is {kind}.") : File.OpenRead(file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            tell($"The picture cannot be read, so a plain colour takes its place: {refused.Message}");
            return null;
        }
    }

    private void DrawRows(SKCanvas canvas, WallpaperLayout layout)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = Ground };
        var area = layout.Ground;
        var round = layout.FontSize / 2;
        canvas.DrawRoundRect(SKRect.Create(area.Left, area.Top, area.Width, area.Height), round, round, paint);
        foreach (var text in layout.Texts)
        {
            paint.Color = text.IsLabel ? Label : Value;
            var x = text.X;
            foreach (var run in Runs(text.Text))
            {
                using var font = Font(run.Face, layout.FontSize);
                canvas.DrawText(run.Text, x, text.Y, SKTextAlign.Left, font, paint);
                x += font.MeasureText(run.Text);
            }
        }
    }

    private static float Measure((string Text, SKTypeface Face) run, float size)
    {
        using var font = Font(run.Face, size);
        return font.MeasureText(run.Text);
    }

    private static SKFont Font(SKTypeface face, float size) =>
        new(face, size) { Edging = SKFontEdging.Antialias, Subpixel = true };

    /// <summary>The text in pieces of one typeface each: that of Windows has no Japanese, and says so by a box.</summary>
    private IEnumerable<(string Text, SKTypeface Face)> Runs(string text)
    {
        var (run, current) = (new StringBuilder(), face);
        foreach (var rune in text.EnumerateRunes())
        {
            var wanted = Joins(rune) ? current : FaceOf(rune.Value);
            if (wanted != current && run.Length > 0)
            {
                yield return (run.ToString(), current);
                run.Clear();
            }

            current = wanted;
            run.Append(rune);
        }

        if (run.Length > 0)
            yield return (run.ToString(), current);
    }

    private static bool Joins(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    private SKTypeface FaceOf(int character)
    {
        if (!others.TryGetValue(character, out var other))
        {
            using var font = Font(face, 1);
            other = font.ContainsGlyph(character) ? face : SKFontManager.Default.MatchCharacter(character) ?? face;
            others.Add(character, other);
        }

        return other;
    }
}
