namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>
/// The win-x64 build: the native programs, which are what is delivered, as deploy/wine/native.sh linked them, where
/// OPENLAUNCH_NATIVE_EXE names one; else the ReadyToRun build, which is delivered as their host.
/// </summary>
internal static class PublishedBuild
{
    /// <summary>Publishes it. What is built stays beside the test's program, so that the next time is quick.</summary>
    /// <returns>The folder of <c>openlaunch.exe</c>.</returns>
    public static async Task<string> PublishAsync()
    {
        return Native is { } native ? Path.GetDirectoryName(native)! : await PublishHostAsync();
    }

    /// <summary>The native program that is tested; null: the ReadyToRun build is.</summary>
    public static string? Native { get; } =
        Environment.GetEnvironmentVariable("OPENLAUNCH_NATIVE_EXE") is { Length: > 0 } named ? Path.GetFullPath(named) : null;

    /// <summary>Publishes the ReadyToRun build, which is the host of custom steps beside a native program.</summary>
    /// <returns>The folder of <c>openlaunch.exe</c>.</returns>
    public static async Task<string> PublishHostAsync()
    {
        var artifacts = Path.Combine(AppContext.BaseDirectory, "win-x64");
        var folder = Path.Combine(artifacts, "publish-folder");
        var command = TestNetwork.Outside(Path.Combine(Repository.Root, "deploy", "publish.sh"), folder, artifacts);
        using var publish = new RunningProcess(command[0], command.Skip(1));
        var result = await publish.EndAsync(TimeSpan.FromMinutes(10));
        Assert.True(result.ExitCode == 0, $"{result}");
        return folder;
    }
}
