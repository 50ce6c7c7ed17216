using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Tests.Security;

public sealed class StatusCopyLinkTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-copy-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_copy_of_the_status_is_not_written_through_a_link_that_was_put_there_while_a_run_was_under_way()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets administrators alone make links.");
        var folders = new StateFolders(folder, folder, Directory.CreateDirectory(Path.Combine(folder, "log")).FullName);
        var victim = Path.Combine(folder, "victim");
        File.WriteAllText(victim, "keep");
        File.CreateSymbolicLink(Path.Combine(folders.Log, StartReading.CopyName), victim);

        StartReading.Copy(folders, isRunning: false, TimeProvider.System);

        Assert.Equal("keep", File.ReadAllText(victim));
        Assert.Null(new FileInfo(Path.Combine(folders.Log, StartReading.CopyName)).LinkTarget);
        Assert.Contains("NeverRan", File.ReadAllText(Path.Combine(folders.Log, StartReading.CopyName)), StringComparison.Ordinal);
    }
}
