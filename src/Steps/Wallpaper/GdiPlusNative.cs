using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>The flat functions of GDI+; each but the end of all gives a status, of which 0 is success.</summary>
internal static unsafe partial class GdiPlusNative
{
    [NativeConstant("gdiplus.h")] public const int PixelFormat32bppRGB = 0x22009;
    [NativeConstant("gdiplus.h")] public const int ImageTypeBitmap = 1;
    [NativeConstant("gdiplus.h")] public const int InterpolationModeHighQualityBicubic = 7;
    [NativeConstant("gdiplus.h")] public const int PixelOffsetModeHighQuality = 2;
    [NativeConstant("gdiplus.h")] public const int SmoothingModeAntiAlias = 4;
    [NativeConstant("gdiplus.h")] public const int TextRenderingHintAntiAlias = 4;
    [NativeConstant("gdiplus.h")] public const int WrapModeTileFlipXY = 3;
    [NativeConstant("gdiplus.h")] public const int UnitPixel = 2;
    [NativeConstant("gdiplus.h")] public const int FontStyleRegular = 0;
    [NativeConstant("gdiplus.h")] public const int FillModeAlternate = 0;
    [NativeConstant("gdiplus.h")] public const int StringFormatFlagsMeasureTrailingSpaces = 0x800;
    [NativeConstant("gdiplus.h")] public const int StringFormatFlagsNoWrap = 0x1000;
    [NativeConstant("gdiplus.h")] public const int StringFormatFlagsNoClip = 0x4000;
    [NativeConstant("gdiplus.h")] public const uint EncoderParameterValueTypeLong = 4;
    [NativeConstant("objidl.h")] public const uint STREAM_SEEK_SET = 0;
    [NativeConstant("objidl.h")] public const uint STREAM_SEEK_END = 2;

    [LibraryImport("ole32.dll")]
    public static partial int CreateStreamOnHGlobal(nint memory, int deletesMemory, out nint stream);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdiplusStartup(out nint token, in GdiplusStartupInput input, nint output);

    [LibraryImport("gdiplus.dll")]
    public static partial void GdiplusShutdown(nint token);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipCreateBitmapFromScan0(
        int width, int height, int stride, int format, byte* pixels, out nint bitmap);

    [LibraryImport("gdiplus.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int GdipLoadImageFromFile(string file, out nint image);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGetImageType(nint image, out int type);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGetImageWidth(nint image, out uint width);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGetImageHeight(nint image, out uint height);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipSaveImageToStream(
        nint image, nint stream, in Guid encoder, EncoderParameters* parameters);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDisposeImage(nint image);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGetImageGraphicsContext(nint image, out nint graphics);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDeleteGraphics(nint graphics);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGraphicsClear(nint graphics, uint color);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipSetInterpolationMode(nint graphics, int mode);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipSetPixelOffsetMode(nint graphics, int mode);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipSetSmoothingMode(nint graphics, int mode);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipSetTextRenderingHint(nint graphics, int hint);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipCreateImageAttributes(out nint attributes);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipSetImageAttributesWrapMode(nint attributes, int mode, uint color, int clamps);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDisposeImageAttributes(nint attributes);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDrawImageRectRect(
        nint graphics, nint image, float left, float top, float width, float height, float fromLeft, float fromTop,
        float fromWidth, float fromHeight, int unit, nint attributes, nint callback, void* context);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipCreateSolidFill(uint color, out nint brush);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDeleteBrush(nint brush);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipCreatePath(int mode, out nint path);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipAddPathArc(
        nint path, float left, float top, float width, float height, float start, float sweep);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipClosePathFigure(nint path);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipFillPath(nint graphics, nint brush, nint path);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDeletePath(nint path);

    [LibraryImport("gdiplus.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int GdipCreateFontFamilyFromName(string name, nint collection, out nint family);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGetGenericFontFamilySansSerif(out nint family);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGetEmHeight(nint family, int style, out ushort height);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipGetCellAscent(nint family, int style, out ushort ascent);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDeleteFontFamily(nint family);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipCreateFont(nint family, float size, int style, int unit, out nint font);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDeleteFont(nint font);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipStringFormatGetGenericTypographic(out nint format);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipCloneStringFormat(nint format, out nint clone);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipSetStringFormatFlags(nint format, int flags);

    [LibraryImport("gdiplus.dll")]
    public static partial int GdipDeleteStringFormat(nint format);

    [LibraryImport("gdiplus.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int GdipMeasureString(
        nint graphics, string text, int length, nint font, in RectF area, nint format, out RectF bounds, out int fitted,
        out int lines);

    [LibraryImport("gdiplus.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int GdipDrawString(
        nint graphics, string text, int length, nint font, in RectF area, nint format, nint brush);

    [NativeStruct("GdiplusStartupInput", "gdiplus.h")]
    public struct GdiplusStartupInput
    {
        public uint GdiplusVersion;
        public nint DebugEventCallback;
        public int SuppressBackgroundThread;
        public int SuppressExternalCodecs;
    }

    [NativeStruct("RectF", "gdiplus.h")]
    public struct RectF
    {
        public float X;
        public float Y;
        public float Width;
        public float Height;
    }

    [NativeStruct("EncoderParameter", "gdiplus.h")]
    public struct EncoderParameter
    {
        public Guid Guid;
        public uint NumberOfValues;
        public uint Type;
        public uint* Value;
    }

    [NativeStruct("EncoderParameters", "gdiplus.h")]
    public struct EncoderParameters
    {
        public uint Count;
        public EncoderParameter Parameter;
    }
}

/// <summary>What a picture is written to. Methods without parameters are not used and hold their places.</summary>
[NativeInterface("IStream", "objidl.h")]
[GeneratedComInterface]
[Guid("0000000C-0000-0000-C000-000000000046")]
internal unsafe partial interface IStream
{
    void Read(byte* to, uint count, out uint read);

    void Write();

    void Seek(long move, uint origin, out ulong position);
}
