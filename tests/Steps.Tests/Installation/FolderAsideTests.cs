using OpenLaunch.Steps.Installation;

namespace OpenLaunch.Steps.Tests.Installation;

public sealed class FolderAsideTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("openlaunch-");

    private string Folder => Path.Combine(root.FullName, "Scripts");

    private string Aside => $"{Folder}.amazon";

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task What_was_moved_earlier_goes_once_the_newer_one_is_moved()
    {
        Write(Aside, "older");
        Write(Folder, "newer");

        await FolderAside.Move(Folder).ApplyAsync(TestContext.Current.CancellationToken);

        Assert.Equal("newer", File.ReadAllText(Path.Combine(Aside, "a.ps1")));
        Assert.Equal([Aside], Directory.GetFileSystemEntries(root.FullName));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_moved_stays_and_its_owner_is_told_what_to_do()
    {
        Write(Folder, "Amazon's");
        File.WriteAllText(Aside, "in the way"); // stands for what Windows refuses: a file in the folder that is open

        var refused = await Assert.ThrowsAsync<IOException>(
            () => FolderAside.Move(Folder).ApplyAsync(TestContext.Current.CancellationToken));

        Assert.Contains("stays where it is, since something in it is open", refused.Message, StringComparison.Ordinal);
        Assert.Contains("repeat the command", refused.Message, StringComparison.Ordinal);
        Assert.Equal("Amazon's", File.ReadAllText(Path.Combine(Folder, "a.ps1")));
    }

    private static void Write(string folder, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "a.ps1"), text);
    }
}
