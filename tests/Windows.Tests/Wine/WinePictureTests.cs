using OpenLaunch.Steps.Wallpaper;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The real pictures of the wallpaper, as files, drawn with the GDI+ of Wine.</summary>
[Collection(WineMachine.Collection)]
public class WinePictureTests(WineMachine machine)
{
    private static readonly WallpaperRow[] Rows =
    [
        new("Host name", "EC2AMAZ-LV2CU1E"), new("Instance ID", "i-0a1b2c3d4e5f60718"), new("Private IPv4 address", "172.31.45.10"),
        new("Name", "本番ウェブサーバー東京"), new("Fully qualified", "a-very-long-host-name-that-somebody-gave.corp.example.com"),
    ];

    [Theory]
    [InlineData("white", 800, 600)]
    [InlineData("photo", 1024, 768)]
    [InlineData("white", 1920, 1080)]
    [InlineData("black", 3840, 2160)]
    public async Task Letters_stand_out_from_what_is_below_them_on_any_picture(string ground, int width, int height)
    {
        var (drawn, told) = await DrawAsync(await PictureAsync(ground), width, height, $"{ground}-{width}.png");

        Assert.Equal("", told);
        Assert.Equal((width, height), (drawn.Width, drawn.Height));
        var area = WallpaperLayout.Of([new(width, height)], Rows, text => text.Length * 0.55f).Ground;
        var shades = (from x in Enumerable.Range((int)area.Left + 4, (int)area.Width - 8)
                      from y in Enumerable.Range((int)area.Top + 4, (int)area.Height - 8)
                      select drawn.Luminance(x, y)).ToList();
        var (letter, below) = (shades.Max(), shades.Order().ElementAt(shades.Count / 2));
        Assert.True((letter + 0.05) / (below + 0.05) >= 7, $"contrast {(letter + 0.05) / (below + 0.05):0.0}"); // WCAG, AAA
    }

    [Fact]
    public async Task A_picture_that_is_missing_or_damaged_gives_way_to_a_plain_colour_and_that_is_told()
    {
        await machine.DemandAsync();
        var damaged = Path.Combine(machine.NewFolder(), "no-picture.jpg");
        await File.WriteAllTextAsync(damaged, "this is text", TestContext.Current.CancellationToken);

        var (_, absent) = await DrawAsync(damaged + ".absent", 800, 600, "absent.png");
        var (drawn, text) = await DrawAsync(damaged, 800, 600, "damaged.png");

        Assert.StartsWith("The picture cannot be read, so a plain colour takes its place: ", absent, StringComparison.Ordinal);
        Assert.EndsWith("no-picture.jpg is no picture that can be read.", text, StringComparison.Ordinal);
        Assert.Equal((0x1B, 0x2A, 0x41), drawn[5, 590]);
    }

    [Fact]
    public async Task A_picture_of_another_shape_fills_the_screen()
    {
        var (drawn, _) = await DrawAsync(await PictureAsync("white"), 1280, 1024, "filled.png");

        Assert.Equal((255, 255, 255), drawn[2, 2]);
        Assert.Equal((255, 255, 255), drawn[1277, 1021]);
        Assert.NotEqual((255, 255, 255), drawn[1200, 60]); // the ground of the texts
    }

    [Fact]
    public async Task By_its_name_a_file_becomes_a_JPEG()
    {
        await machine.DemandAsync();
        var file = Path.Combine(machine.NewFolder(), "w.jpg");

        var result = await machine.OpenLaunchAsync(
            "wallpaper", "--attributes", "hostName", "--size", "800x600", "--output", WineMachine.WindowsPath(file));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal([0xFF, 0xD8, 0xFF], (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[..3]);
    }

    private async Task<(Png Drawn, string Told)> DrawAsync(string picture, int width, int height, string name)
    {
        await using var boot = new WineBoot(machine, "  - step: announceReady\n");
        boot.Tag("Name", Rows[3].Value);
        boot.Tag(Rows[4].Label, Rows[4].Value);
        // To be looked at, where somebody names a folder for it.
        var file = Path.Combine(Environment.GetEnvironmentVariable("OPENLAUNCH_PICTURES") ?? boot.Folder, name);
        using var process = machine.StartBelow(
            ["env", $"AWS_EC2_METADATA_SERVICE_ENDPOINT={boot.Endpoint}"], null,
            [
                await machine.ProgramAsync(), "wallpaper", "--attributes", "hostName,instanceId,privateIpAddress", "--all-tags",
                "--path", WineMachine.WindowsPath(picture), "--size", $"{width}x{height}", "--output", WineMachine.WindowsPath(file),
            ]);
        var result = await process.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        return (Png.Decode(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), result.Errors.Trim());
    }

    /// <summary>White, black, or with the light and dark of a photograph.</summary>
    private async Task<string> PictureAsync(string kind)
    {
        await machine.DemandAsync();
        var file = Path.Combine(machine.NewFolder(), $"{kind}.png");
        var picture = Png.Paint(1600, 900, (x, y) => kind switch
        {
            "white" => (255, 255, 255),
            "black" => (0, 0, 0),
            _ => ((byte)(x * 255 / 1600), (byte)(((x * 7) ^ (y * 13)) & 0xFF), (byte)(255 - (y * 255 / 900))),
        });
        await File.WriteAllBytesAsync(file, picture.Encode(), TestContext.Current.CancellationToken);
        return file;
    }
}
