using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Tests.Permissions;

public sealed class PathLinksTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly TestSecurity security = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Nothing_is_written_through_a_link_that_a_user_can_alter()
    {
        var link = Link("users/bob/out", "elsewhere");
        security.Writers[link] = ["bob"];

        var refusal = Assert.Throws<MachineException>(() => Demand("users/bob/out/a/b.txt"));

        Assert.Contains($"through the link '{link}', which bob can alter, so nothing was written.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_through_a_link_in_a_folder_whose_user_could_put_another_in_its_place()
    {
        Link("users/bob/out", "elsewhere");
        security.Movers[At("users/bob")] = ["bob"];

        Assert.Throws<MachineException>(() => Demand("users/bob/out/a.txt"));
    }

    [Fact]
    public void Nothing_is_written_over_a_link_in_the_place_of_the_file()
    {
        File.WriteAllText(At("system.txt"), "");
        Directory.CreateDirectory(At("users"));
        File.CreateSymbolicLink(At("users/a.txt"), At("system.txt"));
        security.Writers[At("users/a.txt")] = ["bob"];

        Assert.Throws<MachineException>(() => Demand("users/a.txt"));
    }

    [Fact]
    public void A_link_of_an_administrator_is_followed_and_one_of_a_user_behind_it_is_not()
    {
        Link("data", "users/bob");
        Demand("data/a.txt");

        security.Writers[Link("users/bob/out", "elsewhere")] = ["bob"];

        Assert.Throws<MachineException>(() => Demand("data/out/a.txt"));
    }

    [Fact]
    public void A_folder_of_a_user_without_links_is_written_to_and_held_meanwhile()
    {
        Directory.CreateDirectory(At("users/bob"));
        Assert.False(new PathLinks(security).IsExchangeable(At("users/bob/out")));
        security.Movers[At("users/bob")] = ["bob"];

        Demand("users/bob/out/a.txt");
        Assert.True(new PathLinks(security).IsExchangeable(At("users/bob/out")));
    }

    [Fact]
    public void Links_that_lead_in_a_circle_are_refused()
    {
        Directory.CreateSymbolicLink(At("one"), At("other"));
        Directory.CreateSymbolicLink(At("other"), At("one"));

        Assert.ThrowsAny<Exception>(() => Demand("one/a.txt"));
    }

    [Fact]
    public async Task A_simulated_machine_writes_through_none_either()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess, "Only root gives a file to another.");
        var scope = new ChangeScope();
        var link = Link("C/users/bob/out", "elsewhere");
        var files = new SimulatedFiles(folder.FullName, scope);
        await WriteAsync();
        Assert.True(File.Exists(At("elsewhere/a.txt")));
        File.Delete(At("elsewhere/a.txt"));

        var given = System.Diagnostics.Process.Start("chown", ["-h", "65534", link]);
        await given.WaitForExitAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<MachineException>(WriteAsync);
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("elsewhere")));

        Task WriteAsync() => scope.ApplyAsync(
            "write", token => files.WriteAsync(@"C:\users\bob\out\a.txt", [1], token), TestContext.Current.CancellationToken);
    }

    private string At(string path) => Path.Combine(folder.FullName, path);

    private string Link(string path, string target)
    {
        Directory.CreateDirectory(At(target));
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        return Directory.CreateSymbolicLink(At(path), At(target)).FullName;
    }

    private void Demand(string path) => new PathLinks(security).Demand(At(path));
}
