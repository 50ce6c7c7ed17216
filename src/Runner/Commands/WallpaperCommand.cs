using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using System.Text;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Wallpaper;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// <c>wallpaper</c>: draws what the instance is on the wallpaper of the user who calls it, with that user's rights alone. Without
/// options, as a logon calls it, it does what the step <c>setWallpaper</c> laid down.
/// </summary>
internal static class WallpaperCommand
{
    private const string Verb = "wallpaper";

    // Of older versions of EC2Launch v2, whose links still ask for them.
    private static readonly string[] Former = ["memory", "network"];

    private static readonly TimeSpan MetadataBudget = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var path = CommonOptions.Filled(new Option<string?>("--path", "-p")
        {
            Description = "The picture. Default: that of Windows.", HelpName = "file",
        });
        var attributes = CommonOptions.Names("--attributes", "What stands on it. Default: all that EC2Launch v2 knows.");
        attributes.CompletionSources.Clear();
        attributes.Validators.Add(RefuseUnknown);
        var allTags = new Option<bool>("--all-tags") { Description = "Each tag of the instance too." };
        var allowedTags = CommonOptions.Filled(new Option<string?>("--allowed-tags")
        {
            Description = "These tags too: a JSON list of names in base64, as EC2Launch v2 has it.", HelpName = "base64",
        });
        var output = CommonOptions.Filled(new Option<string?>("--output")
        {
            Description = "Only draw, to this .jpg or .png file. On Windows alone.", HelpName = "file",
        });
        var size = Size();
        var restore = new Option<bool>("--restore") { Description = "Show the former wallpaper again." };
        var command = new VerbCommand(
            Verb, "Draws host name, instance and addresses on your wallpaper. Without options: as the step setWallpaper says.",
            VerbCommand.ActCodes, Verb, "wallpaper --path C:\\Pictures\\company.jpg --attributes hostName,instanceId")
        {
            path, attributes, allTags, allowedTags, output, size, restore,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(allTags) is not null && result.GetResult(allowedTags) is not null)
                result.AddError("--all-tags and --allowed-tags contradict each other: give one of them.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var asked = Asked(
                parsed.GetValue(path), parsed.GetValue(attributes), parsed.GetValue(allTags), parsed.GetValue(allowedTags));
            if (parsed.GetValue(output) is { } file)
            {
                await DrawAsync(
                    asked ?? new(null, WallpaperAttributes.All, []), [parsed.GetValue(size)!], file, cancellationToken);
                return ExitCode.Done;
            }

            if (WindowsOnly.Demand(Verb))
                await ShowAsync(asked, parsed.GetValue(restore), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>What the command line asks for; null: nothing, so that what the step laid down counts.</summary>
    private static WallpaperSettings? Asked(string? path, string[]? attributes, bool allTags, string? allowedTags)
    {
        if (path is null && attributes is null or [] && !allTags && allowedTags is null)
            return null;
        var tags = allTags ? [WallpaperSettings.AllTags] : allowedTags is null ? [] : TagsOf(allowedTags);
        return new(path, attributes is null or [] ? WallpaperAttributes.All : [.. attributes.Except(Former)], tags);
    }

    private static IReadOnlyList<string> TagsOf(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count)
            && WallpaperSettings.TryParse(Encoding.UTF8.GetString(bytes, 0, count)) is { } tags
                ? tags
                : throw new UsageException("--allowed-tags: the value must be a JSON list of tag names, in base64.");
    }

    [SupportedOSPlatform("windows")]
    private static async Task ShowAsync(WallpaperSettings? asked, bool restores, CancellationToken cancellationToken)
    {
        var (desktop, registry) = (new WindowsDesktop(), new WindowsRegistry());
        if (restores || (asked is null && WallpaperSettings.IsWithdrawn(registry)))
        {
            if (desktop.Restore())
                Console.Out.WriteLine("The former wallpaper is shown again.");
            return;
        }

        if (desktop.IsGoverned)
        {
            Console.Error.WriteLine("A group policy sets the wallpaper; it stays as it is.");
            return;
        }

        if (asked is null)
        {
            foreach (var link in desktop.RemoveFormerLinks())
                Console.Out.WriteLine($"{link}, which EC2Launch left among the programs of your logon, is removed.");
        }

        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "OpenLaunch");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "wallpaper.jpg");
        var settings = asked ?? WallpaperSettings.Read(registry) ?? new(null, WallpaperAttributes.All, []);
        await DrawAsync(settings, desktop.Screens, file, cancellationToken);
        desktop.Show(file);
    }

    private static async Task DrawAsync(
        WallpaperSettings settings, IReadOnlyList<PixelSize> screens, string file, CancellationToken cancellationToken)
    {
        using var metadata = new MetadataClient(
            new()
            {
                Endpoint = MetadataEndpoint.Resolve(null, Environment.GetEnvironmentVariable), Timeout = MetadataBudget,
            },
            TimeProvider.System);
        var rows = await WallpaperAttributes.ReadAsync(
            settings, Dns.GetHostName(), metadata, Console.Error.WriteLine, cancellationToken);
        if (OperatingSystem.IsWindows())
        {
            WallpaperPainter.Draw(settings.Path ?? PictureOfWindows(), screens, rows, file, Console.Error.WriteLine);
            return;
        }

        foreach (var row in rows)
            Console.Out.WriteLine($"{row.Label}: {row.Value}");
        throw new UsageException($"Windows alone draws the picture: {file} was not written. What would stand on it is above.");
    }

    // The one that the default file of EC2Launch v2 names since 2.0.2046.
    private static string PictureOfWindows() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.Windows), "Web", "Wallpaper", "Windows", "img0.jpg");

    private static void RefuseUnknown(OptionResult result)
    {
        foreach (var name in result.GetValueOrDefault<string[]>() ?? [])
        {
            if (!WallpaperAttributes.All.Contains(name) && !Former.Contains(name))
                result.AddError($"--attributes: there is no '{name}'; there are {string.Join(", ", WallpaperAttributes.All)}.");
        }
    }

    private static Option<PixelSize> Size() => new("--size")
    {
        Description = "With --output: the size of the picture in pixels.",
        HelpName = "width x height",
        DefaultValueFactory = _ => new(1920, 1080),
        CustomParser = result =>
        {
            var parts = result.Tokens.Single().Value.Split('x');
            if (parts.Length == 2 && Side(parts[0]) is { } width && Side(parts[1]) is { } height)
                return new PixelSize(width, height);
            result.AddError("--size: give width and height from 320 to 16384, such as 1920x1080.");
            return new(0, 0);
        },
    };

    private static int? Side(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 320 and <= 16384
            ? side
            : null;
}
