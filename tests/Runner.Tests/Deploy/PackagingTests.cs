using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>What deploy/package.sh makes of a published folder; here a small one, whose files are none of the agent's.</summary>
public sealed class PackagingTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_same_files_give_the_same_zips_whenever_and_by_whomever_they_are_packed()
    {
        var first = await PackAsync("one", umask: "022");
        foreach (var file in Directory.EnumerateFiles(folder.At("published")))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        var second = await PackAsync("two", umask: "077");
        Assert.Equal(3, first.Count);
        Assert.All(first, pair => Assert.Equal(pair.Value, second[pair.Key]));
    }

    [Fact]
    public async Task The_Distributor_package_is_as_its_manifest_says_and_holds_the_scripts_that_are_called()
    {
        await PackAsync("one", umask: "022");
        var version = typeof(PackagingTests).Assembly.GetName().Version!.ToString(3);
        var package = Path.Combine(folder.At("one"), $"openlaunch-{version}-distributor");
        using var manifest = JsonDocument.Parse(await ReadAsync(Path.Combine(package, "manifest.json")));
        var root = manifest.RootElement;
        Assert.Equal(("2.0", version), (root.GetProperty("schemaVersion").GetString(), root.GetProperty("version").GetString()));
        var name = root.GetProperty("packages").GetProperty("windows").GetProperty("_any").GetProperty("x86_64")
            .GetProperty("file").GetString()!;
        Assert.Equal(["manifest.json", name], Directory.EnumerateFiles(package).Select(Path.GetFileName).Order());
        var zip = await File.ReadAllBytesAsync(Path.Combine(package, name), TestContext.Current.CancellationToken);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(zip)),
            root.GetProperty("files").GetProperty(name).GetProperty("checksums").GetProperty("sha256").GetString());
        await using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal(
            ["install.ps1", "openlaunch/openlaunch.exe", "openlaunch/other.dll", "uninstall.ps1"],
            archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_checksums_are_those_of_all_that_is_delivered()
    {
        await PackAsync("one", umask: "022");
        var output = folder.At("one");
        var sums = Assert.Single(Directory.EnumerateFiles(output, "*-SHA256SUMS.txt"));
        var check = await ToolProcess.RunAsync("sha256sum", output, ["--check", "--strict", sums]);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.Equal(4, check.Output.Split('\n').Count(line => line.EndsWith(": OK", StringComparison.Ordinal)));
    }

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);

    /// <returns>What must be the same, by its path: the zips and the manifest. The installer package holds its time.</returns>
    private async Task<IReadOnlyDictionary<string, string>> PackAsync(string name, string umask)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = new[] { "zip", "wixl", "msibuild" }
            .Where(tool => !folders.Any(f => File.Exists(Path.Combine(f, tool)))).ToList();
        Assert.SkipWhen(
            missing.Count > 0 && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") is null,
            $"Not installed: {string.Join(", ", missing)} (Debian packages zip, wixl, msitools).");
        var published = Directory.CreateDirectory(folder.At("published")).FullName;
        await File.WriteAllTextAsync(Path.Combine(published, "openlaunch.exe"), "a program");
        await File.WriteAllTextAsync(Path.Combine(published, "other.dll"), "a library");
        var output = folder.At(name);
        var packed = await ToolProcess.RunAsync(
            "bash", Repository.Root, new Dictionary<string, string> { ["SOURCE_DATE_EPOCH"] = "1767225600" },
            ["-c", $"umask {umask}; deploy/package.sh '{output}' '{published}'"]);
        Assert.True(packed.ExitCode == 0, packed.Output + packed.Error);
        return Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".zip" or ".json")
            .ToDictionary(
                file => Path.GetRelativePath(output, file),
                file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
    }
}
