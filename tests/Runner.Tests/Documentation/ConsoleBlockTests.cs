using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace OpenLaunch.Runner.Tests.Documentation;

/// <summary>
/// Pages show output that was seen. A block marked <c>console run</c> is typed again, block after block of a page, in one folder
/// with the repository's <c>config</c>; one marked <c>file=NAME</c> is a file there. In what is shown, <c>…</c> is anything.
/// </summary>
public sealed partial class ConsoleBlockTests : IDisposable
{
    private readonly StateFolder folder = new();

    public static TheoryData<string> Pages => [.. Page.All.Where(page => Marked(page).Any(IsRun)).Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_page_shows_what_its_commands_print(string name)
    {
        CopyConfig();
        foreach (var block in Marked(Page.All.Single(page => page.Name == name)))
        {
            var text = string.Join('\n', block.Lines.Lines.Take(block.Lines.Count).Select(line => line.ToString()));
            if (IsRun(block))
                await RunAsync(text);
            else
                await File.WriteAllTextAsync(folder.At(FileOf(block)!), text + "\n", TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("a\nb\nc", "a\nc", false)]
    [InlineData("a\nb\nc", "a\n…\nc", true)]
    [InlineData("done in 0.35 s on i-66b239dae9b2b4639", "done in 1.20 s on i-0123456789abcdef0", true)]
    [InlineData("5 changes", "4 changes", false)]
    public void Times_and_identities_may_differ_and_nothing_else(string seen, string shown, bool same) =>
        Assert.Equal(same, IsShown(seen, shown));

    public void Dispose() => folder.Dispose();

    private async Task RunAsync(string text)
    {
        foreach (var part in Regex.Split(text, @"^\$ ", RegexOptions.Multiline).Skip(1))
        {
            var (line, shown) = part.Split('\n', 2) is [var first, var rest] ? (first, rest) : (part, "");
            var command = Command().Match(line);
            Assert.True(command.Success, $"'{line}' is no command of the program.");
            var result = await OpenLaunchProcess.RunInAsync(folder.Path, command.Groups["arguments"].Value.Split(' '));
            var seen = result.Error + result.Output;
            if (command.Groups["code"].Success)
                seen += result.ExitCode.ToString(CultureInfo.InvariantCulture);
            Assert.True(IsShown(seen, shown), $"$ {line}\nprints\n{seen}\nand the page shows\n{shown}");
        }
    }

    private static bool IsShown(string seen, string shown)
    {
        var pattern = new StringBuilder("^");
        foreach (var line in Plain(shown).Split('\n'))
            pattern.Append(line.Trim() == "…"
                ? @"(?:.*\n)*?"
                : Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + @"\n");
        return Regex.IsMatch(Plain(seen) + "\n", pattern.Append(@"\z").ToString());
    }

    /// <summary>The text with every time, duration, identity and port made the same.</summary>
    private static string Plain(string text) => Identity().Replace(
        Varying().Replace(text.ReplaceLineEndings("\n").TrimEnd(), "0"), "i-0");

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
        page.Blocks.OfType<FencedCodeBlock>().Where(block => IsRun(block) || FileOf(block) is not null);

    private static bool IsRun(FencedCodeBlock block) => block is { Info: "console", Arguments: "run" };

    private static string? FileOf(FencedCodeBlock block) =>
        block.Arguments is { } arguments && arguments.StartsWith("file=", StringComparison.Ordinal) ? arguments[5..] : null;

    [GeneratedRegex(@"^(?:openlaunch|dotnet run --project src/Runner --) (?<arguments>.+?)(?<code>; echo \$\?)?$")]
    private static partial Regex Command();

    [GeneratedRegex(
        @"\d{4}([/-])\d\d\1\d\d \d\d:\d\d(?::\d\d)?Z?|\b\d{8}T\d{6}Z-[0-9a-f]+|\b\d+\.\d+(?= s\b)|(?<=127\.0\.0\.1:)\d+")]
    private static partial Regex Varying();

    [GeneratedRegex(@"\bi-[0-9a-f]{8,17}\b")]
    private static partial Regex Identity();
}
