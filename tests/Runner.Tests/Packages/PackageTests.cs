using System.IO.Compression;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Packages;

/// <summary>What a user finds who has the packages and nothing else of this repository.</summary>
public sealed class PackageTests(PackedPackages packages)
{
    [Fact]
    public async Task Packs_the_libraries_the_test_bench_the_templates_and_the_command_and_nothing_else()
    {
        var files = await packages.FilesAsync();

        Assert.Equal(
            ["OpenLaunch.Core", "OpenLaunch.Steps", "OpenLaunch.Templates", "OpenLaunch.Testing", "OpenLaunch.Tool"],
            files.Select(path => Path.GetFileName(path).Split(".0.")[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_package_holds_the_licence_and_the_notices() => Assert.All(await packages.FilesAsync(), file =>
    {
        using var package = ZipFile.OpenRead(file);
        Assert.NotNull(package.GetEntry("LICENSE"));
        Assert.NotNull(package.GetEntry("THIRD-PARTY-NOTICES.txt"));
    });

    [Fact]
    public async Task The_command_is_installed_as_a_tool_and_simulates_a_boot()
    {
        await packages.DotnetAsync("", "new", "tool-manifest", "-o", "tools");
        await packages.DotnetAsync("tools", "tool", "install", "OpenLaunch.Tool");
        var run = await packages.DotnetAsync("tools", "openlaunch", "run", "--simulate", "--dry-run", "--json");

        Assert.Contains("addRoutes", run.Output);
    }

    [Fact]
    public async Task The_template_gives_a_step_that_builds_passes_its_test_and_runs()
    {
        var templates = (await packages.FilesAsync()).Single(path => Path.GetFileName(path).StartsWith("OpenLaunch.Templates.", StringComparison.Ordinal));
        await packages.DotnetAsync("", "new", "install", templates);
        await packages.DotnetAsync("", "new", "openlaunch-step", "-n", "Contoso.CheckDisk");
        var test = await packages.DotnetAsync("Contoso.CheckDisk", "test");
        await packages.DotnetAsync("Contoso.CheckDisk", "publish", "src", "-o", "out");
        string[] agent = ["exec", Path.Combine(BuildPaths.Output, "openlaunch.dll")];
        var steps = await packages.DotnetAsync("Contoso.CheckDisk", [.. agent, "steps", "--config", "plan.yml"]);
        var run = await packages.DotnetAsync(
            "Contoso.CheckDisk", [.. agent, "run", "--simulate", "--config", "plan.yml", "--json"]);

        Assert.Contains("succeeded: 4", test.Output);
        Assert.Contains("checkDisk (always, from Contoso.CheckDisk 1.0.0)", steps.Output);
        Assert.Contains("\"changes\":[\"write checkDisk.txt\"]", run.Output);
    }

    [Fact]
    public async Task The_samples_build_and_pass_their_tests()
    {
        var samples = Path.Combine(packages.Folder, "samples");
        foreach (var file in SampleFiles())
        {
            var copy = Path.Combine(samples, Path.GetRelativePath(Path.Combine(Repository.Root, "samples"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var test = await packages.DotnetAsync("samples", "test");

        Assert.Contains("succeeded: 8", test.Output);
    }

    /// <summary>All but what a build left there, and the sources, which the user's folder gives.</summary>
    private static IEnumerable<string> SampleFiles() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "*", SearchOption.AllDirectories)
            .Where(path => !path.Replace('\\', '/').Split('/').Any(part => part is "bin" or "obj" or "out" or "nuget.config"));
}
