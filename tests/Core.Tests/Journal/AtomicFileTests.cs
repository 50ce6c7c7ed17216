using System.Runtime.Versioning;
using System.Text;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Tests.Journal;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");

    private string Target => Path.Combine(folder.FullName, "file");

    private string Next => Path.Combine(folder.FullName, "next");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Leaves_the_new_content_alone_in_place_of_the_old()
    {
        File.WriteAllText(Target, "old and longer");

        AtomicFile.Write(Target, "new"u8);

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void A_write_that_is_refused_leaves_the_old_content_and_nothing_beside_it()
    {
        Directory.CreateDirectory(Target); // refuses the move

        Assert.ThrowsAny<SystemException>(() => AtomicFile.Write(Target, "new"u8));

        Assert.Equal([Target], Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void Many_writers_of_one_file_at_once_leave_what_one_of_them_wrote_and_nothing_beside_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there a reader holds the place, and a writer waits");
        var contents = Enumerable.Range(1, 8).Select(writer => new string((char)('a' + writer), writer * 5000)).ToList();

        Parallel.ForEach(contents, new ParallelOptions { MaxDegreeOfParallelism = contents.Count }, content =>
        {
            for (var time = 0; time < 50; time++)
            {
                AtomicFile.Write(Target, Encoding.ASCII.GetBytes(content));
                Assert.Contains(File.ReadAllText(Target), contents);
            }
        });

        Assert.Equal([Target], Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void What_a_killed_writer_left_is_gone_after_the_next_write_and_what_a_living_one_writes_stays()
    {
        foreach (var other in new[] { ".living00.new", ".0123456.new", ".01234567.newer" })
            File.WriteAllText(Target + other, "somebody's");
        File.WriteAllText(Target + ".01234567.new", "half of");
        using (new FileStream(Target + ".89abcdef.new", FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            AtomicFile.Write(Target, "new"u8);

            Assert.Equal(
                [Target, Target + ".0123456.new", Target + ".01234567.newer", Target + ".89abcdef.new", Target + ".living00.new"],
                Directory.GetFiles(folder.FullName).Order(StringComparer.Ordinal));
        }

        AtomicFile.Write(Target, "new"u8);

        Assert.Equal(4, Directory.GetFiles(folder.FullName).Length);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    [UnsupportedOSPlatform("windows")]
    public void A_file_whose_permissions_stay_has_them_from_its_first_moment(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Wine sees the permissions of Windows");
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, mode);

        using (AtomicFile.Create(Next, like: Target))
            Assert.Equal(mode, File.GetUnixFileMode(Next));
        AtomicFile.Write(Target, "new"u8, keepPermissions: true);

        Assert.Equal(mode, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void No_file_takes_the_place_of_a_device_and_what_a_link_beside_it_leads_to_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there, and devices have no place in folders");
        var precious = Path.Combine(folder.FullName, "precious");
        File.WriteAllText(precious, "precious");
        File.CreateSymbolicLink(Target + ".0123abcd.new", precious);
        AtomicFile.Write(Target, "new"u8);
        File.CreateSymbolicLink(Next, "/dev/null");

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal("precious", File.ReadAllText(precious));
        Assert.StartsWith($"{Next} is a device", Assert.Throws<IOException>(() => AtomicFile.Write(Next, "new"u8)).Message);
        Assert.Equal("/dev/null", new FileInfo(Next).LinkTarget);
    }

    [Fact]
    public void What_a_kill_left_beside_the_journal_is_gone_with_the_next_run()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "journal.ndjson.0123abcd.new"), "{\"kind\":\"ru");

        JournalFile.Open(folder.FullName, out _).Dispose();

        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Waits_for_whoever_holds_the_place_and_takes_it_then(bool keepPermissions)
    {
        File.WriteAllText(Next, "new");
        Directory.CreateDirectory(Target); // refuses the move everywhere, as an open file does on Windows
        var time = new TimeOfWaits(wait =>
        {
            if (wait == 3)
                Directory.Delete(Target);
        });

        AtomicFile.Replace(Next, Target, keepPermissions, time);

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal(3, time.Waits);
    }

    [Fact]
    public void A_reader_does_not_keep_a_file_from_being_replaced()
    {
        File.WriteAllText(Target, "old");
        File.WriteAllText(Next, "new");
        var reader = new FileStream(Target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        AtomicFile.Replace(Next, Target, time: new TimeOfWaits(_ => reader.Dispose()));

        reader.Dispose();
        Assert.Equal("new", File.ReadAllText(Target));
    }

    [Fact]
    public void Gives_up_after_some_tries_and_leaves_both_as_they_were()
    {
        File.WriteAllText(Next, "new");
        Directory.CreateDirectory(Target);
        var time = new TimeOfWaits(_ => { });

        Assert.NotNull(Record.Exception(() => AtomicFile.Replace(Next, Target, time: time)));
        Assert.Equal(4, time.Waits);
        Assert.True(File.Exists(Next) && Directory.Exists(Target));
    }

    [Fact]
    public void Does_not_wait_where_there_is_nothing_to_move()
    {
        var time = new TimeOfWaits(_ => { });

        Assert.Throws<FileNotFoundException>(() => AtomicFile.Replace(Next, Target, time: time));
        Assert.Equal(0, time.Waits);
    }

    /// <summary>Every wait is over as soon as it is begun, after an act of the test's.</summary>
    private sealed class TimeOfWaits(Action<int> act) : TimeProvider
    {
        public int Waits { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            act(++Waits);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
