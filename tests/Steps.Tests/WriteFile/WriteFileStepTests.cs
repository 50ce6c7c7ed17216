using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Tests.WriteFile;

/// <summary>writeFile as an entry of a plan.</summary>
public sealed class WriteFileStepTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");
    private readonly ChangeScope scope = new();
    private readonly Dictionary<string, string> kept = [];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Writes_a_file_as_it_must_be_and_then_nothing()
    {
        Assert.Equal([@"write the file C:\a.txt (3 bytes)"], await RunAsync("one", ScriptFrequency.Always));
        Assert.Empty(await RunAsync("one", ScriptFrequency.Always));
        Assert.Equal([@"replace the file C:\a.txt (3 bytes)"], await RunAsync("two", ScriptFrequency.Always));
    }

    [Fact]
    public async Task Writes_a_file_once_for_the_instance_and_leaves_it_to_its_user_afterwards()
    {
        await RunAsync("one", ScriptFrequency.Once);
        await RunAsync("two", ScriptFrequency.Always);
        Assert.Empty(await RunAsync("one", ScriptFrequency.Once));
        Assert.Equal([@"replace the file C:\a.txt (3 bytes)"], await RunAsync("one", ScriptFrequency.Once, force: true));
    }

    [Fact]
    public async Task A_file_for_administrators_alone_is_so_from_the_first_moment_and_one_that_others_can_open_becomes_so()
    {
        const FilePermissions alone = FilePermissions.Administrators;

        Assert.Equal(
            [@"write the file C:\a.txt (3 bytes), for administrators alone"],
            await RunAsync("one", ScriptFrequency.Always, permissions: alone));
        Assert.Empty(await RunAsync("one", ScriptFrequency.Always, permissions: alone));
        Assert.Empty(await RunAsync("one", ScriptFrequency.Always));
        Assert.Equal(
            [@"replace the file C:\a.txt (3 bytes), for administrators alone"],
            await RunAsync("two", ScriptFrequency.Always, permissions: alone));
        folder.CreateSubdirectory("C");
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.FullName, "C", "b.txt"), "one", TestContext.Current.CancellationToken);
        Assert.Equal(
            [@"restrict the file C:\b.txt, for administrators alone"],
            await RunAsync("one", ScriptFrequency.Always, permissions: alone, path: @"C:\b.txt"));
    }

    [Theory]
    [InlineData(FileEncoding.Utf8, "C3 A4")]
    [InlineData(FileEncoding.Utf8bom, "EF BB BF C3 A4")]
    [InlineData(FileEncoding.Utf16le, "FF FE E4 00")]
    public void A_text_is_written_in_its_encoding(FileEncoding encoding, string bytes) => Assert.Equal(
        bytes.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(File("ä", encoding).Plan(null)!));

    [Fact]
    public void A_text_that_is_appended_stands_there_once_and_its_file_has_one_mark()
    {
        var first = File("a\n", FileEncoding.Utf8bom, append: true).Plan(null)!;
        var both = File("b\n", FileEncoding.Utf8bom, append: true).Plan(first)!;

        Assert.Equal("EFBBBF610A620A", Convert.ToHexString(both));
        Assert.Null(File("b\n", FileEncoding.Utf8bom, append: true).Plan(both));
    }

    private static FileToWrite File(string content, FileEncoding encoding, bool append = false) =>
        new FileItem { Destination = @"C:\a.txt", Content = content, Encoding = encoding, Append = append }.File;

    private async Task<IReadOnlyList<string>> RunAsync(
        string content, ScriptFrequency frequency, bool force = false, FilePermissions permissions = FilePermissions.Inherit,
        string path = @"C:\a.txt")
    {
        var context = TestStepContext.Create(scope, kept: kept, force: force);
        var outcome = await new WriteFileStep(new SimulatedFiles(folder.FullName, scope)).RunAsync(
            new()
            {
                Files = [new() { Destination = path, Content = content, Frequency = frequency, Permissions = permissions }],
            },
            context, TestContext.Current.CancellationToken);
        Assert.Equal(StepOutcome.Done, outcome);
        return context.Changes;
    }
}
