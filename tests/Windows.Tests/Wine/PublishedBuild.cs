namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>
/// The win-x64 build as it is delivered: self-contained, ReadyToRun, a folder; or the native program that deploy/wine/native.sh linked, where
/// OPENLAUNCH_NATIVE_EXE names it.
/// </summary>
internal static class PublishedBuild
{
    /// <summary>Publishes it. What is built stays beside the test's program, so that the next time is quick.</summary>
    /// <returns>The folder of <c>openlaunch.exe</c>.</returns>
    public static async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_NATIVE_EXE") is { Length: > 0 } native)
            return Path.GetDirectoryName(Path.GetFullPath(native))!;
        return await PublishHostAsync();
    }

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
