using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OpenLaunch.Runner.Tests.Documentation;

/// <summary>A page of the documentation, as a reader of Markdown sees it.</summary>
internal sealed partial class Page
{
    private static readonly MarkdownPipeline Reader =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private readonly MarkdownDocument document;

    private Page(string path)
    {
        Path = path;
        document = Markdown.Parse(File.ReadAllText(path), Reader);
    }

    /// <summary>All pages of the repository; the change log tells of commands that are gone.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. new[] { "docs", "deploy", "samples", "src", "templates" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.File(folder), "*.md", SearchOption.AllDirectories))
            .Where(path => !path.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Where(path => System.IO.Path.GetFileName(path) != "CHANGELOG.md")
            .Order(StringComparer.Ordinal).Select(path => new Page(path)),
    ];

    public string Path { get; }

    /// <summary>The path as messages tell it.</summary>
    public string Name => System.IO.Path.GetRelativePath(Repository.Root, Path);

    /// <summary>What its links and pictures lead to.</summary>
    public IEnumerable<string> Links => document.Descendants<LinkInline>().Select(link => link.Url ?? "");

    /// <summary>The names by which a link reaches a place in it.</summary>
    public IReadOnlySet<string> Anchors =>
        document.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "").ToHashSet();

    /// <summary>The blocks of code, with what stands behind the opening fence.</summary>
    public IEnumerable<CodeBlock> Blocks => document.Descendants<CodeBlock>();

    /// <summary>The pieces of code inside sentences.</summary>
    public IEnumerable<string> Pieces => document.Descendants<CodeInline>().Select(code => code.Content);

    /// <summary>The text of a block.</summary>
    public static string TextOf(CodeBlock block) =>
        string.Join('\n', block.Lines.Lines.Take(block.Lines.Count).Select(line => line.ToString()));

    /// <summary>The file that a block marked <c>file=NAME</c> is; null for any other.</summary>
    public static string? FileOf(FencedCodeBlock block) =>
        block.Arguments is { } arguments && arguments.StartsWith("file=", StringComparison.Ordinal) ? arguments[5..] : null;

    /// <summary>The commands of a block of the console, each with what is shown below it.</summary>
    public static IEnumerable<(string Line, string Shown)> CommandsOf(CodeBlock block) =>
        Prompt().Split(TextOf(block)).Skip(1).Select(part =>
            part.Split('\n', 2) is [var line, var shown] ? (line, shown) : (part.TrimEnd('\n'), ""));

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline)]
    private static partial Regex Prompt();
}
