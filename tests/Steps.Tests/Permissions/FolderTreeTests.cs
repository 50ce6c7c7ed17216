using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Tests.Permissions;

public sealed class FolderTreeTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("openlaunch-").FullName;

    public FolderTreeTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        Directory.CreateDirectory(At("tree/inner"));
        Directory.CreateDirectory(At("elsewhere"));
        File.WriteAllText(At("tree/inner/file"), "");
        File.WriteAllText(At("elsewhere/other"), "");
        Directory.CreateSymbolicLink(At("tree/again"), At("tree"));
        Directory.CreateSymbolicLink(At("tree/inner/above"), At("tree"));
        Directory.CreateSymbolicLink(At("tree/link"), At("elsewhere"));
        File.CreateSymbolicLink(At("tree/nothing"), At("nowhere"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Lists_links_and_nothing_behind_them_and_a_folder_after_what_is_in_it()
    {
        var listed = FolderTree.Entries(At("tree")).Select(entry => Path.GetRelativePath(root, entry.FullName)).ToList();

        Assert.Equal(
            ["tree/again", "tree/inner", "tree/inner/above", "tree/inner/file", "tree/link", "tree/nothing"],
            listed.Order(StringComparer.Ordinal));
        Assert.True(listed.IndexOf("tree/inner/file") < listed.IndexOf("tree/inner"));
    }

    [Fact]
    public void Lists_nothing_of_a_folder_that_is_a_link_or_is_not_there() =>
        Assert.Empty(FolderTree.Entries(At("tree/link")).Concat(FolderTree.Entries(At("nowhere"))));

    [Fact]
    public void Reaches_each_file_behind_links_and_comes_to_an_end_where_they_lead_back() =>
        Assert.Equal(
            ["tree/inner/file", "tree/link/other", "tree/nothing"],
            FolderTree.Reachable(At("tree")).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal));

    private string At(string name) => Path.Combine(root, name);
}
