using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace OpenLaunch.Runner.Tests.Documentation;

/// <summary>
/// Pages show output that was seen. A block marked <c>console run</c> is typed again, block after block of a page, in one folder
/// with the repository's <c>config</c>; one marked <c>file=NAME</c> is a file there. In what is shown, <c>…</c> is anything.
/// </summary>
[BuiltProgram("It types commands of .NET too, and takes as long as all the others.")]
public sealed partial class ConsoleBlockTests : IDisposable
{
    private const string NeedsPowerShell = "run with PowerShell";

    private readonly StateFolder folder = new();

    public static TheoryData<string> Pages => [.. Page.All.Where(page => Marked(page).Any(IsRun)).Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_page_shows_what_its_commands_print(string name)
    {
        CopyConfig();
        foreach (var block in Marked(Page.All.Single(page => page.Name == name)))
        {
            if (block.Arguments == NeedsPowerShell)
                await WithPowerShellAsync(block);
            else if (IsRun(block))
                await RunAsync(block);
            else
                await File.WriteAllTextAsync(
                    folder.At(Page.FileOf(block)!), Page.TextOf(block) + "\n", TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("a\nb\nc", "a\nc", false)]
    [InlineData("a\nb\nc", "a\n…\nc", true)]
    [InlineData("done in 0.35 s on i-66b239dae9b2b4639", "done in 1.20 s on i-0123456789abcdef0", true)]
    [InlineData("5 changes", "4 changes", false)]
    public void Times_and_identities_may_differ_and_nothing_else(string seen, string shown, bool same) =>
        Assert.Equal(same, ShownOutput.IsShown(seen, shown));

    public void Dispose() => folder.Dispose();

    private async Task WithPowerShellAsync(FencedCodeBlock block)
    {
        PowerShell.Demand();
        var manifest = folder.At(Path.Combine(".config", "dotnet-tools.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(manifest)!);
        File.Copy(Repository.File(".config/dotnet-tools.json"), manifest, overwrite: true);
        await RunAsync(block);
    }

    private async Task RunAsync(FencedCodeBlock block)
    {
        foreach (var (line, shown) in Page.CommandsOf(block))
        {
            if (line.StartsWith("cat ", StringComparison.Ordinal))
            {
                Assert.Equal(shown.TrimEnd(), (await File.ReadAllTextAsync(
                    folder.At(line[4..]), TestContext.Current.CancellationToken)).TrimEnd());
                continue;
            }

            var command = Command().Match(line);
            Assert.True(command.Success, $"'{line}' is no command of the program.");
            var result = await OpenLaunchProcess.RunInAsync(folder.Path, command.Groups["arguments"].Value.Split(' '));
            var seen = result.Error + result.Output;
            if (command.Groups["code"].Success)
                seen += result.ExitCode.ToString(CultureInfo.InvariantCulture);
            Assert.True(ShownOutput.IsShown(seen, shown), $"$ {line}\nprints\n{seen}\nand the page shows\n{shown}");
        }
    }

    private void CopyConfig()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.File("config"), "*", SearchOption.AllDirectories))
        {
            var copy = folder.At(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static IEnumerable<FencedCodeBlock> Marked(Page page) =>
        page.Blocks.OfType<FencedCodeBlock>().Where(block => IsRun(block) || Page.FileOf(block) is not null);

    private static bool IsRun(FencedCodeBlock block) => block is { Info: "console", Arguments: "run" or NeedsPowerShell };

    [GeneratedRegex(@"^(?:openlaunch|dotnet run --project src/Runner --) (?<arguments>.+?)(?<code>; echo \$\?)?$")]
    private static partial Regex Command();
}
