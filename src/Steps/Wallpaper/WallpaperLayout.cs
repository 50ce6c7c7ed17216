using System.Globalization;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>A size in pixels.</summary>
internal sealed record PixelSize(int Width, int Height)
{
    public override string ToString() => FormattableString.Invariant($"{Width}x{Height}");
}

/// <summary>A text, and where the line that it stands on begins.</summary>
internal sealed record PlacedText(string Text, float X, float Y, bool IsLabel);

/// <summary>A rectangle in pixels.</summary>
internal sealed record PixelArea(float Left, float Top, float Width, float Height);

/// <summary>
/// Decides what stands where: at the top right, away from the icons and the taskbar, on a dark ground, so that it is readable on
/// any picture.
/// </summary>
/// <param name="FontSize">In pixels.</param>
/// <param name="Ground">What is darkened below the texts.</param>
internal sealed record WallpaperLayout(float FontSize, PixelArea Ground, IReadOnlyList<PlacedText> Texts)
{
    private const float LineHeight = 1.45f;
    private const float LeastFontSize = 13;
    private const int LinesOfValue = 3;

    /// <param name="screens">The screens that show the picture, the one whose size it has first.</param>
    /// <param name="measure">The width of a text, in multiples of the font size.</param>
    public static WallpaperLayout Of(
        IReadOnlyList<PixelSize> screens, IReadOnlyList<WallpaperRow> rows, Func<string, float> measure)
    {
        var picture = screens[0];
        var fontSize = Math.Max(LeastFontSize, Math.Min(picture.Width, picture.Height) / 54f);
        var area = Seen(screens);
        var (gap, line) = (fontSize, fontSize * LineHeight);
        var labels = rows.Select(row => Lines(row.Label, area.Width * 0.4f / fontSize, 1, measure)[0]).ToList();
        var labelWidth = labels.Select(measure).DefaultIfEmpty().Max() * fontSize;
        var room = area.Width - (4 * gap) - labelWidth;
        var values = rows.Select(row => Lines(row.Value, room / fontSize, LinesOfValue, measure)).ToList();
        var valueWidth = values.SelectMany(lines => lines).Select(measure).DefaultIfEmpty().Max() * fontSize;

        var most = (int)((area.Height * 0.8f) / line);
        var (left, top) = (area.Left + area.Width - valueWidth - labelWidth - (3 * gap), area.Top + gap);
        var (texts, used) = (new List<PlacedText>(), 0);
        foreach (var (index, lines) in values.Index())
        {
            // The last line tells how many found no place.
            if (used + lines.Count > most - (index == values.Count - 1 ? 0 : 1))
            {
                texts.Add(new($"… {values.Count - index} more", left + gap, Baseline(used++), IsLabel: true));
                break;
            }

            texts.Add(new(labels[index], left + gap, Baseline(used), IsLabel: true));
            foreach (var text in lines)
                texts.Add(new(text, left + (2 * gap) + labelWidth, Baseline(used++), IsLabel: false));
        }

        return new(fontSize, new(left, top, valueWidth + labelWidth + (3 * gap), (used * line) + gap), texts);

        float Baseline(int number) => top + (gap / 2) + (number * line) + (fontSize * 1.1f);
    }

    /// <summary>
    /// The part of the picture that each screen shows, with a margin: Windows fills a screen of another shape and cuts the rest.
    /// </summary>
    private static PixelArea Seen(IReadOnlyList<PixelSize> screens)
    {
        var (width, height) = ((float)screens[0].Width, (float)screens[0].Height);
        var (seenWidth, seenHeight) = (width, height);
        foreach (var screen in screens)
        {
            var scale = Math.Max(screen.Width / width, screen.Height / height);
            (seenWidth, seenHeight) = (Math.Min(seenWidth, screen.Width / scale), Math.Min(seenHeight, screen.Height / scale));
        }

        // A screen on its side beside one that is not: the text then is for the first alone.
        if (seenWidth < width / 2)
            seenWidth = width;
        var margin = Math.Min(width, height) * 0.02f;
        return new(
            ((width - seenWidth) / 2) + margin, ((height - seenHeight) / 2) + margin, seenWidth - (2 * margin),
            seenHeight - (2 * margin));
    }

    /// <summary>A text in lines no wider than there is room, cut where it has more than there may be.</summary>
    private static List<string> Lines(string text, float room, int most, Func<string, float> measure)
    {
        var (lines, line) = (new List<string>(), "");
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (line.Length > 0 && measure(line + element) > room)
            {
                if (lines.Count == most - 1)
                    return [.. lines, Cut(line, room, measure)];
                lines.Add(line);
                line = "";
            }

            line += element;
        }

        return [.. lines, line];
    }

    private static string Cut(string line, float room, Func<string, float> measure)
    {
        var starts = StringInfo.ParseCombiningCharacters(line);
        var count = starts.Length;
        while (count > 1 && measure($"{line[..starts[count - 1]]}…") > room)
            count--;
        return count > 1 ? $"{line[..starts[count - 1]]}…" : "…";
    }
}
