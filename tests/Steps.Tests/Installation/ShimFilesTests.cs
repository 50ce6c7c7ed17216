using System.Text;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.Tests.Permissions;

namespace OpenLaunch.Steps.Tests.Installation;

public sealed class ShimFilesTests : IDisposable
{
    private const string Ours = "# OpenLaunch shim. x\n1\n";

    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;
    private readonly TestSecurity security = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Root => Path.Combine(folder, "Amazon", "Launch");

    private string First => Path.Combine(Root, "Scripts", "a.ps1");

    [Fact]
    public async Task Scripts_are_written_into_folders_that_are_made_outermost_first()
    {
        await DoAsync(Shims().InstallationActs());
        Assert.Equal(Ours, await File.ReadAllTextAsync(First, TestContext.Current.CancellationToken));
        Assert.Equal(
            [Path.Combine(folder, "Amazon"), Root, Path.Combine(Root, "Scripts"), Path.Combine(Root, "Module"), Path.Combine(Root, "Log")],
            security.Made);
        Assert.All(security.Secured.Values, Assert.True);
    }

    [Fact]
    public async Task Ours_are_replaced_by_newer_ones()
    {
        await DoAsync(Shims().InstallationActs());
        await DoAsync(Shims(Ours + "2\n").InstallationActs());
        Assert.Equal(Ours + "2\n", await File.ReadAllTextAsync(First, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("# somebody else\n")]
    [InlineData("")]
    public void A_file_of_somebody_else_stops_all_before_anything_is_written(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(First)!);
        File.WriteAllText(First, text);
        var refusal = Assert.Throws<IOException>(() => Shims().InstallationActs());
        Assert.Contains(First, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(First));
        Assert.Single(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_folder_that_a_user_made_beforehand_stops_all_before_anything_is_written()
    {
        Directory.CreateDirectory(Root);
        security.Owners[Root] = @"WEB-01\bob";
        var refusal = Assert.Throws<UntrustedFilesException>(() => Shims().InstallationActs());
        Assert.Contains($@"{Root} belongs to or can be exchanged by WEB-01\bob.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Root));
    }

    [Fact]
    public void A_folder_that_is_a_link_or_a_script_that_a_user_put_there_stops_all()
    {
        var scripts = Path.GetDirectoryName(First)!;
        Directory.CreateDirectory(scripts);
        var planted = Path.Combine(scripts, "SendWindowsIsReady.ps1");
        File.WriteAllText(planted, "");
        security.Owners[planted] = @"WEB-01\bob";
        Directory.CreateSymbolicLink(Path.Combine(Root, "Module"), folder);

        var refusal = Assert.Throws<UntrustedFilesException>(() => Shims().InstallationActs());

        Assert.Contains($@"{planted}: it can be altered by WEB-01\bob.", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{Path.Combine(Root, "Module")} is a link.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_that_an_agent_of_Amazon_left_get_permissions_and_the_one_that_agents_share_keeps_its_own()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(First)!);
        await DoAsync(Shims().InstallationActs());
        Assert.Contains(Root, security.Secured.Keys);
        Assert.DoesNotContain(Path.Combine(folder, "Amazon"), security.Secured.Keys);
    }

    [Fact]
    public async Task Only_ours_are_removed_and_only_empty_folders()
    {
        await DoAsync(Shims().InstallationActs());
        await File.WriteAllTextAsync(First, "# somebody else\n", TestContext.Current.CancellationToken);
        await DoAsync(Shims().RemovalActs());
        Assert.Equal([First], Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(Path.Combine(Root, "Module")));
    }

    [Fact]
    public async Task What_is_all_ours_leaves_no_folder_behind()
    {
        await DoAsync(Shims().InstallationActs());
        await DoAsync(Shims().RemovalActs());
        Assert.False(Directory.Exists(Root));
        Assert.Empty(Shims().RemovalActs());
    }

    private ShimFiles Shims(string text = Ours) => new(
        Root,
        new Dictionary<string, byte[]>
        {
            [Path.Combine("Scripts", "a.ps1")] = Encoding.UTF8.GetBytes(text),
            [Path.Combine("Module", "b.psm1")] = Encoding.UTF8.GetBytes(text),
        },
        security);

    private static async Task DoAsync(IReadOnlyList<InstallationAct> acts)
    {
        foreach (var act in acts)
            await act.ApplyAsync(TestContext.Current.CancellationToken);
    }
}
