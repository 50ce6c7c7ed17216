using OpenLaunch.Steps.Installation;

namespace OpenLaunch.Steps.Tests.Installation;

public sealed class ProgramFilesTests : IDisposable
{
    private static readonly string[] First = ["openlaunch.exe 1", "old.dll 1", "lib/both.dll 1"];
    private static readonly string[] Second = ["openlaunch.exe 2", "new.dll 2", "lib/both.dll 2", "lib/new/a.dll 2"];

    private readonly string root = Directory.CreateTempSubdirectory("openlaunch-").FullName;

    public ProgramFilesTests()
    {
        Write(Program, First);
        Write(Source, Second);
    }

    private string Program => Path.Combine(root, "OpenLaunch");

    private string Source => Path.Combine(root, "unpacked");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Each_file_of_the_new_version_takes_the_place_of_the_old_one()
    {
        new ProgramFiles(Program).Replace(Source);
        Assert.Equal([.. Second.Append("old.dll 1").Order(StringComparer.Ordinal)], Read(Program));
        Assert.Equal([.. Second.Order(StringComparer.Ordinal)], Read(Source));
        Assert.Equal(["OpenLaunch", "unpacked"], Beside());
    }

    /// <summary>What the list of a program that is not native looks like.</summary>
    private const string List = """
        { "targets": { ".NETCoreApp,Version=v10.0": {}, ".NETCoreApp,Version=v10.0/win-x64": {
          "openlaunch/0.1.0": { "runtime": { "openlaunch.dll": {} }, "dependencies": { "both": "1" } },
          "both/1": { "runtime": { "lib/net10.0/old.dll": {} } },
          "runtimepack/10": { "native": { "coreclr.dll": {} } } } } }
        """;

    [Fact]
    public void The_files_of_a_version_that_was_not_native_give_way_and_what_the_operator_put_there_stays()
    {
        Write(Program, ["openlaunch.dll 1", "coreclr.dll 1", "openlaunch.runtimeconfig.json 1", "notes.txt 1"]);
        File.WriteAllText(Path.Combine(Program, "openlaunch.deps.json"), List);

        new ProgramFiles(Program).Replace(Source);

        Assert.Equal([.. Second.Append("notes.txt 1").Order(StringComparer.Ordinal)], Read(Program));
        Assert.Equal(["OpenLaunch", "unpacked"], Beside());
    }

    [Fact]
    public void The_files_of_a_version_that_was_not_native_come_back_when_one_of_them_cannot_be_moved()
    {
        Write(Program, ["openlaunch.dll 1", "coreclr.dll 1"]);
        File.WriteAllText(Path.Combine(Program, "openlaunch.deps.json"), List);
        var before = Read(Program);

        Assert.Throws<IOException>(() => new ProgramFiles(Program, (from, to) =>
        {
            if (from == Path.Combine(Program, "coreclr.dll"))
                throw new IOException("in use");
            File.Move(from, to);
        }).Replace(Source));

        Assert.Equal(before, Read(Program));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{ "targets": [] }""")]
    [InlineData("""{ "targets": { "a": { "b": { "runtime": ["old.dll"] } } } }""")]
    [InlineData("""{ "targets": { "a": { "b": { "runtime": { "../../unpacked/new.dll": {} } } } } }""")]
    public void By_a_list_that_cannot_be_read_or_leads_elsewhere_nothing_is_removed(string list)
    {
        File.WriteAllText(Path.Combine(Program, "openlaunch.deps.json"), list);

        FormerFiles.Remove(Program);

        Assert.Subset(Read(Program).ToHashSet(), First.ToHashSet());
        Assert.Equal([.. Second.Order(StringComparer.Ordinal)], Read(Source));
    }

    [Fact]
    public void A_first_installation_needs_nothing_to_be_there()
    {
        Directory.Delete(Program, recursive: true);
        new ProgramFiles(Program).Replace(Source);
        Assert.Equal([.. Second.Order(StringComparer.Ordinal)], Read(Program));
    }

    [Fact]
    public void A_part_of_the_new_version_that_lies_behind_a_link_comes_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        var host = Path.Combine(root, "host");
        Write(host, ["host.dll 2"]);
        Directory.CreateSymbolicLink(Path.Combine(Source, "host"), host);

        new ProgramFiles(Program).Replace(Source);

        Assert.Contains("host/host.dll 2", Read(Program));
        Assert.Null(new DirectoryInfo(Path.Combine(Program, "host")).LinkTarget);
    }

    [Fact]
    public void Nothing_is_put_removed_or_moved_behind_a_link_in_the_program_or_in_its_place()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a right there");
        var elsewhere = Directory.CreateDirectory(Path.Combine(root, "elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "under-way"), "precious");
        var files = new ProgramFiles(Program);

        Directory.CreateSymbolicLink(Path.Combine(Program, "host"), elsewhere);
        Directory.CreateSymbolicLink(Program + ".next", elsewhere);
        Directory.CreateSymbolicLink(Program + ".old", elsewhere);
        var refusal = Assert.Throws<IOException>(() => files.Replace(Source));
        Assert.Contains($"{Path.Combine(Program, "host")} is a link", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(files.Remove());
        Directory.CreateSymbolicLink(Program, elsewhere);
        Assert.Throws<IOException>(() => files.Replace(Source));
        Assert.Empty(files.Remove());

        Assert.Equal(["elsewhere", "unpacked"], Beside());
        Assert.Equal(["under-way precious"], Read(elsewhere));
    }

    [Fact]
    public void A_file_in_use_leaves_the_whole_of_the_old_version_whichever_it_is()
    {
        const int Moves = 6; // four files come, two of which are there
        for (var refused = 1; refused <= Moves; refused++)
        {
            var failure = Assert.Throws<IOException>(() => new ProgramFiles(Program, RefusingMove(refused)).Replace(Source));
            Assert.Contains("in use by another process. End what uses it", failure.Message, StringComparison.Ordinal);
            Assert.Equal([.. First.Order(StringComparer.Ordinal)], Read(Program));
        }

        new ProgramFiles(Program, RefusingMove(Moves + 1)).Replace(Source);
        Assert.Contains("openlaunch.exe 2", Read(Program));
        Assert.Equal(["OpenLaunch", "unpacked"], Beside());
    }

    [Fact]
    public void What_was_in_use_when_it_was_replaced_is_removed_at_a_later_start()
    {
        Write(Program + ".old", ["x/openlaunch.exe 0"]);
        Write(Program + ".next", ["openlaunch.exe 2"]);
        new ProgramFiles(Program).RemoveLeftovers();
        Assert.Equal(["OpenLaunch", "unpacked"], Beside());
        Assert.Equal([.. First.Order(StringComparer.Ordinal)], Read(Program));
    }

    [Fact]
    public void A_program_that_is_where_it_belongs_is_known()
    {
        Assert.True(new ProgramFiles(Program).AreIn(Program + Path.DirectorySeparatorChar));
        Assert.False(new ProgramFiles(Program).AreIn(Source));
    }

    private static Action<string, string> RefusingMove(int refused)
    {
        var count = 0;
        return (from, to) =>
        {
            if (++count == refused)
                throw new IOException($"The file '{from}' is in use by another process.");
            File.Move(from, to);
        };
    }

    private static void Write(string folder, IEnumerable<string> files)
    {
        foreach (var file in files.Select(line => line.Split(' ')))
        {
            var path = Path.Combine(folder, file[0]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file[1]);
        }
    }

    private static IEnumerable<string> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => $"{Path.GetRelativePath(folder, file).Replace('\\', '/')} {File.ReadAllText(file)}")
            .Order(StringComparer.Ordinal);

    private IEnumerable<string?> Beside() =>
        Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
