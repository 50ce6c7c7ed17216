namespace OpenLaunch.Runner.Tests.Documentation;

public class LinkTests
{
    [Fact]
    public void Each_link_into_the_repository_leads_to_a_file_and_a_heading_that_are_there() =>
        Assert.Empty(Page.All.SelectMany(page => page.Links
            .Where(link => !Uri.TryCreate(link, UriKind.Absolute, out _) && !IsThere(page, link))
            .Select(link => $"{page.Name}: {link}")));

    [Fact]
    public void Each_page_of_docs_is_in_their_index()
    {
        var index = Page.All.Single(page => page.Name == Path.Combine("docs", "README.md"));
        var linked = index.Links.Select(link => Path.GetFullPath(link, Path.GetDirectoryName(index.Path)!)).ToHashSet();

        var pages = Directory.EnumerateFiles(Repository.File("docs"), "*.md").Where(file => file != index.Path).ToHashSet();
        Assert.Subset(linked, pages);
    }

    private static bool IsThere(Page page, string link)
    {
        var (file, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, "");
        var folder = Path.GetDirectoryName(page.Path)!;
        var path = file.Length == 0 ? page.Path : Path.GetFullPath(Uri.UnescapeDataString(file), folder);
        return (File.Exists(path) || Directory.Exists(path))
            && (anchor.Length == 0 || Page.All.Any(other => other.Path == path && other.Anchors.Contains(anchor)));
    }
}
