using CsCheck;
using OpenLaunch.Steps.Wallpaper;

namespace OpenLaunch.Steps.Tests.Wallpaper;

public class WallpaperLayoutTests
{
    private static readonly WallpaperRow[] Rows = [new("Host name", "EC2AMAZ-0ABCDEF"), new("Instance ID", "i-0123456789abcdef0")];

    private static float Measure(string text) => text.Sum(letter => letter > 255 ? 1f : 0.55f);

    [Fact]
    public void All_texts_lie_on_the_ground_and_the_ground_on_the_picture_whatever_the_screens_and_texts()
    {
        var sizes = Gen.Select(Gen.Int[800, 3840], Gen.Int[600, 2160], (width, height) => new PixelSize(width, height));
        var texts = Gen.String[Gen.Char["abc W日本語.-"], 1, 300];
        var rows = Gen.Select(texts, texts, (label, value) => new WallpaperRow(label, value)).Array[1, 60];
        Gen.Select(sizes.Array[1, 3], rows).Sample((screens, lines) =>
        {
            var layout = WallpaperLayout.Of(screens, lines, Measure);
            var ground = layout.Ground;
            return ground.Left >= 0 && ground.Top >= 0
                && ground.Left + ground.Width <= screens[0].Width + 0.5 && ground.Top + ground.Height <= screens[0].Height + 0.5
                && layout.Texts.All(text => text.X >= ground.Left && text.Y <= ground.Top + ground.Height
                    && text.X + (Measure(text.Text) * layout.FontSize) <= ground.Left + ground.Width + 0.5);
        });
    }

    [Theory]
    [InlineData(800, 600, 13)]
    [InlineData(1920, 1080, 20)]
    [InlineData(3840, 2160, 40)]
    public void Letters_grow_with_the_screen(int width, int height, float size) =>
        Assert.Equal(size, WallpaperLayout.Of([new(width, height)], Rows, Measure).FontSize);

    [Fact]
    public void A_second_screen_of_another_shape_still_shows_all_of_it()
    {
        var layout = WallpaperLayout.Of([new(1920, 1080), new(1024, 768)], Rows, Measure);

        Assert.True(layout.Ground.Left + layout.Ground.Width <= 1680); // the fill of 4:3 cuts 240 pixels on each side
    }

    [Fact]
    public void What_finds_no_place_is_counted()
    {
        var rows = Enumerable.Range(1, 60).Select(number => new WallpaperRow($"Tag {number}", "value")).ToList();

        var layout = WallpaperLayout.Of([new(800, 600)], rows, Measure);

        Assert.Matches(@"^… \d+ more$", layout.Texts[^1].Text);
    }
}
