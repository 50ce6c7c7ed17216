namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>What is delivered, made by the script that makes it for users.</summary>
/// <param name="Zip">The zip's path.</param>
/// <param name="Installer">The installer package's path.</param>
/// <param name="Distributor">The path of the zip for Systems Manager Distributor.</param>
public sealed record DeliveredPackages(string Zip, string Installer, string Distributor)
{
    /// <summary>Makes them, or skips the test where the tools are not, unless the run must have them.</summary>
    /// <param name="machine">The machine, whose published build goes in.</param>
    internal static async Task<DeliveredPackages> MakeAsync(WineMachine machine)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = new[] { "wixl", "msiinfo", "zip" }
            .Where(tool => !folders.Any(f => File.Exists(Path.Combine(f, tool)))).ToList();
        var reason = $"Not installed: {string.Join(", ", missing)} (Debian packages wixl, msitools, zip).";
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") == "1")
            Assert.Fail(reason);
        Assert.SkipWhen(missing.Count > 0, reason);
        var folder = machine.NewFolder();
        using var script = new RunningProcess(
            Path.Combine(Repository.Root, "deploy", "package.sh"),
            [folder, PublishedBuild.Native is null ? await machine.BuildAsync() : await PublishedBuild.PublishHostAsync()],
            new Dictionary<string, string> { ["OPENLAUNCH_NATIVE_EXE"] = PublishedBuild.Native ?? "" });
        var result = await script.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        return new(
            Assert.Single(
                Directory.EnumerateFiles(folder, "openlaunch-*-win-x64.zip"), file => !file.Contains("-host-", StringComparison.Ordinal)),
            Assert.Single(Directory.EnumerateFiles(folder, "openlaunch-*-win-x64.msi")),
            Assert.Single(Directory.EnumerateFiles(
                Assert.Single(Directory.EnumerateDirectories(folder, "openlaunch-*-distributor")), "*.zip")));
    }

    /// <summary>A table of the installer package: the rows, each with its cells by the names of the columns.</summary>
    internal async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> TableAsync(string name)
    {
        using var process = new RunningProcess("msiinfo", ["export", Installer, name]);
        var result = await process.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        var lines = result.Output.Split('\n').Select(line => line.TrimEnd('\r').Split('\t')).ToList();
        // The names, the types and the keys of the columns come first.
        return [.. lines.Skip(3).Where(cells => cells.Length == lines[0].Length).Select(
            cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
