using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Tests.Permissions;

public sealed class TrustedFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly TestSecurity security = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Asks_for_each_file_and_its_folder_once()
    {
        var (plan, step, other) = (Make("openlaunch.yml"), Make("steps/a.dll"), Make("steps/b.dll"));
        Demand(plan, step, other, plan);
        Assert.Equal([folder.FullName, plan, Path.GetDirectoryName(step)!, step, other], security.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Leaves_a_file_that_is_missing_to_whoever_reads_it()
    {
        Demand(Path.Combine(folder.FullName, "missing.yml"));
        Assert.Empty(security.Asked);
    }

    [Fact]
    public void Knows_a_file_by_its_full_path_however_it_is_named()
    {
        var file = Make("openlaunch.yml");
        Demand(Path.GetRelativePath(Environment.CurrentDirectory, file));
        Assert.Equal([folder.FullName, file], security.Asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Refuses_a_safe_file_in_a_folder_that_others_can_write()
    {
        var file = Make("openlaunch.yml");
        security.Writers[folder.FullName] = [@"BUILTIN\Users"];
        var message = Assert.Throws<UntrustedFilesException>(() => Demand(file)).Message;
        Assert.StartsWith($@"{folder.FullName} can be altered by BUILTIN\Users.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_everything_that_others_can_alter_at_once_and_what_to_do()
    {
        var (plan, step) = (Make("openlaunch.yml"), Make("steps/a.dll"));
        security.Writers[plan] = [@"WEB-01\bob", "Everyone"];
        security.Writers[step] = ["Everyone"];

        var lines = Assert.Throws<UntrustedFilesException>(() => Demand(plan, step)).Message.Split(Environment.NewLine);

        Assert.Equal(3, lines.Length);
        Assert.Equal($@"{plan} can be altered by WEB-01\bob, Everyone.", lines[0]);
        Assert.Equal($"{step} can be altered by Everyone.", lines[1]);
        Assert.Contains("Nothing was run. Correct the permissions", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_file_below_a_folder_that_others_can_exchange()
    {
        var file = Make("config/openlaunch.yml");
        security.Movers[folder.FullName] = [@"WEB-01\bob"];
        Assert.StartsWith(
            $@"{folder.FullName} can be exchanged by WEB-01\bob.", Assert.Throws<UntrustedFilesException>(() => Demand(file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_others_add_to_folders_further_up()
    {
        var file = Make("config/openlaunch.yml");
        security.Writers[folder.FullName] = [@"BUILTIN\Users"];
        Demand(file);
    }

    [Theory]
    [InlineData("plan.yml")]
    [InlineData("linked/openlaunch.yml")]
    public void Follows_a_link_and_asks_at_both_ends(string name)
    {
        var target = Make("elsewhere/openlaunch.yml");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "linked"), Path.GetDirectoryName(target)!);
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "plan.yml"), target);
        security.Writers[target] = ["Everyone"];
        Assert.Contains(
            $"{target} can be altered by Everyone.",
            Assert.Throws<UntrustedFilesException>(() => Demand(Path.Combine(folder.FullName, name))).Message,
            StringComparison.Ordinal);
    }

    private string Make(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        return path;
    }

    private void Demand(params string[] files) => new TrustedFiles(security).Demand(files);
}
