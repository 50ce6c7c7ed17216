namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The installer package, made by the script that makes the delivered one.</summary>
internal static class InstallerPackage
{
    /// <summary>Makes it, or skips the test where its tools are not, unless the run must have them.</summary>
    /// <param name="machine">The machine, whose published build goes in.</param>
    /// <returns>The package's path as Windows sees it.</returns>
    public static async Task<string> MakeAsync(WineMachine machine)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = new[] { "wixl", "zip" }.Where(tool => !folders.Any(f => File.Exists(Path.Combine(f, tool)))).ToList();
        var reason = $"Not installed: {string.Join(", ", missing)} (Debian packages of that name).";
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") == "1")
            Assert.Fail(reason);
        Assert.SkipWhen(missing.Count > 0, reason);
        var folder = machine.NewFolder();
        using var script = new RunningProcess(
            Path.Combine(Repository.Root, "deploy", "package.sh"), [folder, await machine.BuildAsync()]);
        var result = await script.EndAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Single(Directory.EnumerateFiles(folder, "openlaunch-*-win-x64.zip"));
        return WineMachine.WindowsPath(Assert.Single(Directory.EnumerateFiles(folder, "openlaunch-*-win-x64.msi")));
    }
}
