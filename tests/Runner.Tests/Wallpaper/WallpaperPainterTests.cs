using System.Diagnostics;
using OpenLaunch.Runner.Wallpaper;
using OpenLaunch.Steps.Wallpaper;
using SkiaSharp;

namespace OpenLaunch.Runner.Tests.Wallpaper;

/// <summary>The real pictures, as files. Their library for Linux comes with the tests; the program draws on Windows.</summary>
public sealed class WallpaperPainterTests : IDisposable
{
    private static readonly WallpaperRow[] Rows =
    [
        new("Host name", "EC2AMAZ-LV2CU1E"), new("Instance ID", "i-0123456789abcdef0"), new("Private IPv4 address", "172.31.45.10"),
        new("Public IPv4 address", "203.0.113.77"), new("IPv6 address", "2001:db8:1234:5678:9abc:def0:1234:5678"),
        new("Instance size", "m8i.24xlarge"), new("Availability Zone", "ap-northeast-1a"), new("Architecture", "x86_64"),
        new("Name", "本番ウェブサーバー東京"), new("Fully qualified", "a-very-long-host-name-that-somebody-gave.corp.example.com"),
    ];

    private readonly StateFolder folder = new();
    private readonly List<string> told = [];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("white", 800, 600)]
    [InlineData("black", 800, 600)]
    [InlineData("photo", 1024, 768)]
    [InlineData("white", 1920, 1080)]
    [InlineData("photo", 1920, 1080)]
    [InlineData("photo", 3840, 2160)]
    [InlineData("black", 3840, 2160)]
    public void Letters_stand_out_from_what_is_below_them_on_any_picture(string ground, int width, int height)
    {
        using var drawn = Draw(Picture(ground), [new(width, height)], $"{ground}-{width}.png");

        Assert.Empty(told);
        Assert.Equal((width, height), (drawn.Width, drawn.Height));
        var area = WallpaperLayout.Of([new(width, height)], Rows, text => text.Length * 0.55f).Ground;
        var shades = (from x in Enumerable.Range((int)area.Left + 4, (int)area.Width - 8)
                      from y in Enumerable.Range((int)area.Top + 4, (int)area.Height - 8)
                      select Luminance(drawn.GetPixel(x, y))).ToList();
        var (letter, below) = (shades.Max(), shades.Order().ElementAt(shades.Count / 2));
        Assert.True((letter + 0.05) / (below + 0.05) >= 7, $"contrast {(letter + 0.05) / (below + 0.05):0.0}"); // WCAG, AAA
    }

    [Fact]
    public void A_picture_that_is_missing_or_damaged_gives_way_to_a_plain_colour_and_that_is_told()
    {
        File.WriteAllText(folder.At("no-picture.jpg"), "this is text");

        Draw(folder.At("absent.jpg"), [new(800, 600)], "absent.png").Dispose();
        using var drawn = Draw(folder.At("no-picture.jpg"), [new(800, 600)], "damaged.png");

        Assert.Equal(2, told.Count);
        Assert.Equal(new SKColor(0x1B, 0x2A, 0x41), drawn.GetPixel(5, 590));
    }

    [Fact]
    public void A_pipe_is_waited_for_neither_as_picture_nor_as_file_to_write()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a pipe with a name");
        var pipe = folder.At("pipe.jpg");
        using (var made = Process.Start("mkfifo", pipe))
            made.WaitForExit();
        using var painter = new WallpaperPainter();

        painter.Draw(pipe, [new(800, 600)], Rows, folder.At("drawn.png"), told.Add);
        Assert.Contains("is a pipe", Assert.Single(told), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => painter.Draw(null, [new(800, 600)], Rows, pipe, told.Add));
    }

    [Fact]
    public void A_picture_of_another_shape_fills_the_screen()
    {
        using var drawn = Draw(Picture("white"), [new(1280, 1024)], "filled.png");

        Assert.Equal(SKColors.White, drawn.GetPixel(2, 2));
        Assert.Equal(SKColors.White, drawn.GetPixel(1277, 1021));
    }

    [Fact]
    public void By_its_name_a_file_becomes_a_JPEG()
    {
        using var painter = new WallpaperPainter();
        painter.Draw(null, [new(800, 600)], Rows, folder.At("w.jpg"), told.Add);

        using var codec = SKCodec.Create(folder.At("w.jpg"));
        Assert.Equal(SKEncodedImageFormat.Jpeg, codec.EncodedFormat);
    }

    private SKBitmap Draw(string picture, IReadOnlyList<PixelSize> screens, string name)
    {
        // To be looked at, where somebody names a folder for it.
        var file = Path.Combine(Environment.GetEnvironmentVariable("OPENLAUNCH_PICTURES") ?? folder.Path, name);
        using (var painter = new WallpaperPainter())
            painter.Draw(picture, screens, Rows, file, told.Add);
        return SKBitmap.Decode(file);
    }

    /// <summary>White, black, or with the light and dark of a photograph.</summary>
    private string Picture(string kind)
    {
        using var surface = SKSurface.Create(new SKImageInfo(1600, 900));
        surface.Canvas.Clear(kind == "white" ? SKColors.White : SKColors.Black);
        if (kind == "photo")
        {
            using var shader = SKShader.CreateLinearGradient(
                new(0, 0), new(1600, 900), [SKColors.SkyBlue, SKColors.Khaki, SKColors.DarkGreen], SKShaderTileMode.Clamp);
            using var noise = SKShader.CreatePerlinNoiseTurbulence(0.02f, 0.03f, 5, 3);
            using var both = SKShader.CreateCompose(shader, noise, SKBlendMode.Overlay);
            using var paint = new SKPaint { Shader = both };
            surface.Canvas.DrawPaint(paint);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(folder.At($"{kind}.png"), data.ToArray());
        return folder.At($"{kind}.png");
    }

    private static double Luminance(SKColor color)
    {
        return (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue));

        static double Linear(byte part) => part <= 10 ? part / 255.0 / 12.92 : Math.Pow(((part / 255.0) + 0.055) / 1.055, 2.4);
    }
}
