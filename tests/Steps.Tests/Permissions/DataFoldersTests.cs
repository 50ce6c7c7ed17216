using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Tests.Permissions;

public sealed class DataFoldersTests : IDisposable
{
    private const string Bob = @"WEB-01\bob";

    private readonly string parent = Directory.CreateTempSubdirectory("openlaunch-").FullName;
    private readonly TestSecurity security = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 27, 1, 2, 3, TimeSpan.Zero));

    private string Root => Path.Combine(parent, "OpenLaunch");

    private string State => Path.Combine(Root, "state");

    private string Config => Path.Combine(Root, "config");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public void Makes_what_is_missing_and_lets_users_read_where_they_may()
    {
        Assert.Empty(Prepare());
        Assert.Equal([Root, Config, State, Path.Combine(Root, "log")], security.Made);
        Assert.Equal([true, false, false, true], security.Made.Select(path => security.Secured[path]));
    }

    [Fact]
    public void A_folder_within_that_may_not_be_made_stops_no_boot_and_a_root_that_may_not_tells_who_is_to_run_it()
    {
        security.Refused.Add(State);
        Assert.Empty(Prepare());
        Assert.Equal([Root, Config, Path.Combine(Root, "log")], security.Made);

        security.Refused.Add(Root);
        Assert.Throws<UnauthorizedAccessException>(() => Prepare());
    }

    [Fact]
    public void What_is_ours_stays_with_all_that_is_in_it()
    {
        Prepare();
        Write(State, "journal.ndjson");
        Assert.Empty(Prepare());
        Assert.True(File.Exists(Path.Combine(State, "journal.ndjson")));
        Assert.False(Directory.Exists(Path.Combine(Root, "not-ours")));
    }

    [Fact]
    public void A_folder_that_a_user_made_beforehand_is_moved_aside_whole_and_nothing_in_it_is_used()
    {
        Write(State, "sysprep.request");
        security.Owners[Root] = Bob;

        var told = Assert.Single(Prepare());

        var aside = Root + ".not-ours-20261127T010203Z";
        Assert.Equal($"{Root} was moved to {aside}, because it belongs to {Bob}.", told);
        Assert.True(File.Exists(Path.Combine(aside, "state", "sysprep.request")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(State));
    }

    [Theory]
    [InlineData("OpenLaunch")]
    [InlineData("OpenLaunch/state")]
    [InlineData("OpenLaunch/state/userdata")]
    [InlineData("OpenLaunch/state/journal.ndjson")]
    public void A_link_is_moved_aside_and_what_it_leads_to_is_left_alone(string name)
    {
        var victim = Directory.CreateDirectory(Path.Combine(parent, "victim")).FullName;
        Write(victim, "precious");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(parent, name))!);
        Directory.CreateSymbolicLink(Path.Combine(parent, name), victim);

        Assert.EndsWith($"because it is a link to {victim}.", Assert.Single(Prepare()), StringComparison.Ordinal);

        Assert.Equal(["precious"], Directory.EnumerateFileSystemEntries(victim).Select(Path.GetFileName));
        Assert.Null(new DirectoryInfo(Path.Combine(parent, name)).LinkTarget);
    }

    [Fact]
    public void What_somebody_else_owns_or_can_alter_in_a_folder_of_ours_is_moved_aside()
    {
        Write(State, "journal.ndjson");
        Write(State, "sysprep.request");
        Directory.CreateDirectory(Path.Combine(State, "userdata"));
        security.Owners[Path.Combine(State, "sysprep.request")] = Bob;
        security.Writers[Path.Combine(State, "userdata")] = ["Everyone"];

        Assert.Equal(2, Prepare().Count);

        Assert.Equal([Path.Combine(State, "journal.ndjson")], Directory.EnumerateFileSystemEntries(State));
        Assert.Equal(
            ["20261127T010203Z-0-sysprep.request", "20261127T010203Z-1-userdata"],
            Directory.EnumerateFileSystemEntries(Path.Combine(Root, "not-ours")).Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
        Assert.False(security.Secured[Path.Combine(Root, "not-ours")]);
    }

    [Fact]
    public void A_file_that_has_another_name_elsewhere_is_moved_aside_since_what_is_written_here_is_written_there()
    {
        Write(State, "journal.ndjson");
        security.Linked.Add(Path.Combine(State, "journal.ndjson"));

        Assert.EndsWith("because it has another name elsewhere (a hard link).", Assert.Single(Prepare()), StringComparison.Ordinal);

        Assert.Empty(Directory.EnumerateFileSystemEntries(State));
    }

    [Fact]
    public void What_is_foreign_in_folders_within_ours_is_moved_aside_too_and_nothing_is_looked_for_behind_a_link()
    {
        var scripts = Path.Combine(State, "userdata", "0123456789abcdef");
        Write(scripts, "UserScript.ps1");
        Write(scripts, "detached");
        security.Owners[Path.Combine(scripts, "detached")] = Bob;
        var victim = Directory.CreateDirectory(Path.Combine(parent, "victim")).FullName;
        Write(victim, "precious");
        security.Owners[Path.Combine(victim, "precious")] = Bob;
        Directory.CreateSymbolicLink(Path.Combine(scripts, "deeper"), victim);

        Assert.Equal(2, Prepare().Count);

        Assert.Equal(["UserScript.ps1"], Directory.EnumerateFileSystemEntries(scripts).Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(victim, "precious")));
        Assert.DoesNotContain(Path.Combine(scripts, "deeper", "precious"), security.Asked);
    }

    [Fact]
    public void A_folder_that_is_deeper_than_any_of_ours_is_moved_aside_unread()
    {
        Write(Path.Combine([State, .. Enumerable.Repeat("a", 200)]), "file");

        var told = Assert.Single(Prepare());

        Assert.Contains("because it is 8 folders deep, where the agent puts nothing.", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_is_not_trusted_stays_for_the_check_that_refuses_it()
    {
        Write(Config, "openlaunch.yml");
        security.Owners[Path.Combine(Config, "openlaunch.yml")] = Bob;
        Assert.Empty(Prepare());
        Assert.True(File.Exists(Path.Combine(Config, "openlaunch.yml")));
    }

    [Fact]
    public void A_folder_that_administrators_own_and_others_can_write_gets_its_permissions_back()
    {
        Directory.CreateDirectory(Root);
        security.Writers[Root] = ["Everyone"];
        Assert.Empty(Prepare());
        Assert.Contains(Root, security.Secured.Keys);
    }

    private IReadOnlyList<string> Prepare() => new DataFolders(security, time).Prepare(
        Root,
        [
            new(Config, UsersMayRead: false, IsOperators: true), new(State, UsersMayRead: false),
            new(Path.Combine(Root, "log"), UsersMayRead: true),
        ]);

    private static void Write(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), "");
    }
}
