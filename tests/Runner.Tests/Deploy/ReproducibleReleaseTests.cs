using System.Security.Cryptography;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Deploy;

/// <summary>What deploy/release.sh makes of these sources, twice.</summary>
public sealed class ReproducibleReleaseTests : IDisposable
{
    private readonly StateFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whoever_builds_the_sources_anywhere_gets_the_bytes_that_are_delivered()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("OPENLAUNCH_REQUIRE_WINE") is null, "Takes minutes: the gate runs it.");
        var first = await ReleaseAsync("here", "one");
        var second = await ReleaseAsync(Path.Combine("another place", "deeper"), "another");

        Assert.Equal(first.Keys.Order(StringComparer.Ordinal), second.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(first.Where(file => second[file.Key] != file.Value).Select(file => file.Key));
        foreach (var kind in new[] { "-win-x64.zip", "-host-win-x64.zip", "-win-x64.msi", ".nupkg", ".snupkg", ".cdx.json", ".yaml", "-SHA256SUMS.txt" })
            Assert.Contains(first.Keys, name => name.EndsWith(kind, StringComparison.Ordinal));
    }

    /// <returns>The hash of each file that is made of a copy of the sources in a place and on a branch of its own, by its name.</returns>
    private async Task<Dictionary<string, string>> ReleaseAsync(string place, string branch)
    {
        var sources = Path.Combine(folder.At(place), "sources");
        var output = Path.Combine(folder.At(place), "output");
        // The commit with what stands in the tree over it, so that a change shows before it is committed.
        // The native programs come from Windows, as files.
        Directory.CreateDirectory(folder.At("native"));
        var native = folder.At("native/openlaunch.exe");
        foreach (var name in new[] { "openlaunch.exe", "EC2Launch.exe" })
            await File.WriteAllTextAsync(folder.At($"native/{name}"), name, TestContext.Current.CancellationToken);
        await ShellAsync(
            native, Repository.Root,
            "git clone -q --no-checkout . \"$1\" && git -C \"$1\" symbolic-ref HEAD refs/heads/\"$2\" && "
            + "git -C \"$1\" update-ref HEAD \"$(git rev-parse HEAD)\" && git ls-files -z --cached --others --exclude-standard | "
            + "xargs -0 sh -c 'for file; do [ ! -e \"$file\" ] || printf \"%s\\0\" \"$file\"; done' _ | "
            + "tar -c --null -T - | tar -x -C \"$1\"",
            sources, branch);
        await ShellAsync(native, sources, "dotnet tool restore && deploy/release.sh \"$1\"", output);
        return Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(output, file),
            file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
    }

    private static async Task ShellAsync(string native, string directory, string script, params string[] arguments)
    {
        var run = await ToolProcess.BuildAsync(
            directory,
            new Dictionary<string, string>
            {
                ["OPENLAUNCH_PROJECT"] = "https://example.com/openlaunch", ["OPENLAUNCH_NATIVE_EXE"] = native,
            },
            ["bash", "-c", script, "bash", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }
}
