using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Tests.Permissions;

/// <summary>A state folder that somebody named, by the owners and modes of this machine.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class UnixFolderPermissionsTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("openlaunch-").FullName;

    private string State => Path.Combine(parent, "state");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public void Makes_a_folder_for_its_owner_alone_with_those_above_it()
    {
        Demand(Path.Combine(State, "inner"), makes: true);

        Assert.Equal(
            [UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute],
            new[] { State, Path.Combine(State, "inner") }.Select(File.GetUnixFileMode).Distinct());
    }

    [Fact]
    public void Makes_nothing_in_a_dry_run()
    {
        Demand(State, makes: false);

        Assert.False(Directory.Exists(State));
    }

    [Theory]
    [InlineData("")]
    [InlineData("journal.ndjson")]
    [InlineData("userdata")]
    [InlineData("userdata/last-user-data.bin")]
    public void What_others_can_write_is_refused_by_name(string name)
    {
        var path = Write(name);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);

        var refusal = Assert.Throws<UntrustedFilesException>(() => Demand(State, makes: true));

        Assert.StartsWith($"{path} is not used: it can be altered by everybody.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_whose_opening_would_wait_for_ever_is_refused_by_name()
    {
        var path = Write("journal.ndjson");
        File.Delete(path);
        Assert.Equal(0, MakePipe(path, 384)); // rw for its owner alone

        var refusal = Assert.Throws<UntrustedFilesException>(() => Demand(State, makes: true));

        Assert.StartsWith($"{path} is not used: it can be altered by whoever is at its other end", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4242u, 0u, "it can be altered by user 4242")]
    [InlineData(0u, 4242u, "it can be altered by group 4242")]
    public void What_belongs_to_others_is_refused_by_name(uint owner, uint group, string reason)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a file away");
        var path = Write("journal.ndjson");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupWrite);
        Assert.Equal(0, ChangeOwner(path, owner, group));

        var refusal = Assert.Throws<UntrustedFilesException>(() => Demand(State, makes: true));

        Assert.StartsWith($"{path} is not used: {reason}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_owners_own_group_can_write_is_his()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root is sure to have a group of its own number");
        var path = Write("journal.ndjson");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupWrite);

        Demand(State, makes: true);
    }

    private string Write(string name)
    {
        var path = Path.GetFullPath(Path.Combine(State, name)).TrimEnd('/');
        Directory.CreateDirectory(Path.HasExtension(path) ? Path.GetDirectoryName(path)! : path);
        if (Path.HasExtension(path))
            File.WriteAllText(path, "");
        return path;
    }

    private static void Demand(string folder, bool makes) =>
        new DataFolders(new UnixFolderPermissions(), new FakeTimeProvider()).DemandOurs([folder], makes);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakePipe(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint owner, uint group);
}
