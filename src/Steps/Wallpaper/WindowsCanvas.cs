using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using static OpenLaunch.Steps.Wallpaper.GdiPlusNative;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>
/// A picture in memory that is drawn with GDI+, a part of each Windows but Nano Server. It finds letters that a typeface lacks in
/// another one by itself.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsCanvas : IDisposable
{
    private const string Typeface = "Segoe UI";
    private const float MeasuredSize = 100;
    private const uint Quality = 92;

    // Codecs that come with GDI+ (Microsoft Learn, "Image Encoder Constants" and gdiplusimaging.h).
    private static readonly Guid Jpeg = new("557CF401-1A04-11D3-9A73-0000F81EF32E");
    private static readonly Guid Png = new("557CF406-1A04-11D3-9A73-0000F81EF32E");
    private static readonly Guid EncoderQuality = new("1D5BE4B5-FA4A-452D-9CDD-5DB35105E7EB");

    private readonly Stack<Action> ends = new();
    private readonly Dictionary<float, nint> fonts = [];
    private readonly PixelSize size;
    private readonly nint bitmap;
    private readonly nint graphics;
    private readonly nint family;
    private readonly nint format;
    private readonly float ascent; // in multiples of the font size

    /// <exception cref="IOException">There is not enough memory, or no typeface at all.</exception>
    /// <exception cref="WindowsException">This Windows has no GDI+.</exception>
    public unsafe WindowsCanvas(PixelSize size, uint color)
    {
        this.size = size;
        try
        {
            Demand(GdiplusStartup(out var token, new() { GdiplusVersion = 1 }, 0), "start to draw");
            ends.Push(() => GdiplusShutdown(token));
            bitmap = Own(
                GdipCreateBitmapFromScan0(size.Width, size.Height, 0, PixelFormat32bppRGB, null, out var made), made,
                GdipDisposeImage, $"make a picture of {size.Width} x {size.Height} pixels");
            graphics = Own(GdipGetImageGraphicsContext(bitmap, out made), made, GdipDeleteGraphics, "draw");
            Demand(GdipSetInterpolationMode(graphics, InterpolationModeHighQualityBicubic), "draw");
            Demand(GdipSetPixelOffsetMode(graphics, PixelOffsetModeHighQuality), "draw");
            Demand(GdipSetSmoothingMode(graphics, SmoothingModeAntiAlias), "draw");
            Demand(GdipSetTextRenderingHint(graphics, TextRenderingHintAntiAlias), "draw");
            Demand(GdipGraphicsClear(graphics, color), "draw");
            var found = GdipCreateFontFamilyFromName(Typeface, 0, out made);
            family = Own(
                found == 0 ? 0 : GdipGetGenericFontFamilySansSerif(out made), made, GdipDeleteFontFamily, "find a typeface");
            Demand(GdipGetCellAscent(family, FontStyleRegular, out var above), "measure a typeface");
            Demand(GdipGetEmHeight(family, FontStyleRegular, out var height), "measure a typeface");
            ascent = (float)above / height;
            Demand(GdipStringFormatGetGenericTypographic(out var shared), "write"); // GDI+'s own: its clone is ours
            format = Own(GdipCloneStringFormat(shared, out made), made, GdipDeleteStringFormat, "write");
            Demand(
                GdipSetStringFormatFlags(
                    format, StringFormatFlagsMeasureTrailingSpaces | StringFormatFlagsNoWrap | StringFormatFlagsNoClip),
                "write");
        }
        catch (IOException)
        {
            Dispose();
            throw;
        }
        catch (DllNotFoundException missing)
        {
            throw WindowsException.ForMissingFunction("Pictures cannot be drawn", missing);
        }
    }

    /// <summary>Draws a picture of pixels so that it fills this one.</summary>
    /// <param name="mostPixels">One of more is not decoded.</param>
    /// <returns>Why it is not drawn; null: it is.</returns>
    public unsafe string? TryDrawPicture(string file, long mostPixels)
    {
        if (GdipLoadImageFromFile(file, out var image) != 0)
            return $"{file} is no picture that can be read.";
        using var owned = new Owned(image, GdipDisposeImage);
        if (GdipGetImageType(image, out var type) != 0 || type != ImageTypeBitmap
            || GdipGetImageWidth(image, out var width) != 0 || GdipGetImageHeight(image, out var height) != 0)
            return $"{file} is no picture that can be read.";
        if ((long)width * height > mostPixels)
            return $"{file} has more than {mostPixels} pixels.";
        Demand(GdipCreateImageAttributes(out var attributes), "draw");
        using var ownedAttributes = new Owned(attributes, GdipDisposeImageAttributes);
        // Else its edges were blended with what lies around it, which is nothing.
        Demand(GdipSetImageAttributesWrapMode(attributes, WrapModeTileFlipXY, 0, 0), "draw");
        var scale = Math.Max((float)size.Width / width, (float)size.Height / height);
        var (drawnWidth, drawnHeight) = (width * scale, height * scale);
        var drawn = GdipDrawImageRectRect(
            graphics, image, (size.Width - drawnWidth) / 2, (size.Height - drawnHeight) / 2, drawnWidth, drawnHeight, 0, 0, width,
            height, UnitPixel, attributes, 0, null);
        return drawn == 0 ? null : $"{file} is damaged.";
    }

    /// <exception cref="IOException">GDI+ refuses.</exception>
    public void FillRounded(PixelArea area, float radius, uint color)
    {
        Demand(GdipCreatePath(FillModeAlternate, out var path), "draw");
        using var ownedPath = new Owned(path, GdipDeletePath);
        var (across, right, bottom) = (2 * radius, area.Left + area.Width, area.Top + area.Height);
        Demand(GdipAddPathArc(path, area.Left, area.Top, across, across, 180, 90), "draw");
        Demand(GdipAddPathArc(path, right - across, area.Top, across, across, 270, 90), "draw");
        Demand(GdipAddPathArc(path, right - across, bottom - across, across, across, 0, 90), "draw");
        Demand(GdipAddPathArc(path, area.Left, bottom - across, across, across, 90, 90), "draw");
        Demand(GdipClosePathFigure(path), "draw");
        Demand(GdipCreateSolidFill(color, out var brush), "draw");
        using var ownedBrush = new Owned(brush, GdipDeleteBrush);
        Demand(GdipFillPath(graphics, brush, path), "draw");
    }

    /// <exception cref="IOException">GDI+ refuses.</exception>
    public void DrawText(PlacedText text, float fontSize, uint color)
    {
        Demand(GdipCreateSolidFill(color, out var brush), "write");
        using var owned = new Owned(brush, GdipDeleteBrush);
        var place = new RectF { X = text.X, Y = text.Y - (ascent * fontSize) }; // without a size: as much as it takes
        Demand(GdipDrawString(graphics, text.Text, text.Text.Length, Font(fontSize), place, format, brush), "write");
    }

    /// <summary>The width of a text, in multiples of the font size.</summary>
    /// <exception cref="IOException">GDI+ refuses.</exception>
    public float Measure(string text)
    {
        Demand(
            GdipMeasureString(graphics, text, text.Length, Font(MeasuredSize), default, format, out var bounds, out _, out _),
            "measure a text");
        return bounds.Width / MeasuredSize;
    }

    /// <summary>The picture as a PNG or JPEG file.</summary>
    /// <exception cref="IOException">GDI+ refuses.</exception>
    public unsafe byte[] Encode(bool isPng)
    {
        Marshal.ThrowExceptionForHR(CreateStreamOnHGlobal(0, 1, out var pointer));
        using var owned = new Owned(pointer, stream => Marshal.Release(stream));
        var quality = Quality;
        var parameters = new EncoderParameters
        {
            Count = 1,
            Parameter = new()
            {
                Guid = EncoderQuality, NumberOfValues = 1, Type = EncoderParameterValueTypeLong, Value = &quality,
            },
        };
        Demand(GdipSaveImageToStream(bitmap, pointer, isPng ? Png : Jpeg, isPng ? null : &parameters), "encode the picture");
        var written = (IStream)new StrategyBasedComWrappers().GetOrCreateObjectForComInstance(
            pointer, CreateObjectFlags.UniqueInstance);
        written.Seek(0, STREAM_SEEK_END, out var length);
        written.Seek(0, STREAM_SEEK_SET, out _);
        var bytes = new byte[length];
        fixed (byte* to = bytes)
            written.Read(to, (uint)length, out _);
        return bytes;
    }

    public void Dispose()
    {
        while (ends.TryPop(out var end))
            end();
    }

    private nint Font(float fontSize)
    {
        if (!fonts.TryGetValue(fontSize, out var font))
        {
            font = Own(
                GdipCreateFont(family, fontSize, FontStyleRegular, UnitPixel, out var made), made, GdipDeleteFont, "make a font");
            fonts.Add(fontSize, font);
        }

        return font;
    }

    /// <summary>Keeps what was made until all of it ends.</summary>
    private nint Own(int status, nint made, Func<nint, int> end, string what)
    {
        Demand(status, what);
        ends.Push(() => end(made));
        return made;
    }

    private static void Demand(int status, string what)
    {
        if (status != 0)
        {
            throw new IOException($"Windows cannot {what}: GDI+ answers {status}"
                + $"{(status == 3 ? ", which mostly means that there is not enough memory" : "")}.");
        }
    }

    private readonly struct Owned(nint handle, Func<nint, int> end) : IDisposable
    {
        public void Dispose() => end(handle);
    }
}
