using Markdig.Syntax;
using OpenLaunch.Runner.Tests.Documentation;

namespace OpenLaunch.Runner.Tests.Packages;

/// <summary>docs/write-a-step.md, followed from its top by somebody who has the packages.</summary>
public sealed class WriteAStepTests(PackedPackages packages)
{
    private readonly List<string> differences = [];
    private string folder = "";

    /// <summary>
    /// A block marked <c>file=NAME</c> is written into the folder that the reader stands in, one marked <c>console packages</c> is
    /// typed there and prints what is shown.
    /// </summary>
    [Fact]
    public async Task The_page_makes_tests_and_runs_the_step_that_it_shows()
    {
        var page = Page.All.Single(page => page.Name == Path.Combine("docs", "write-a-step.md"));
        await packages.InstallTemplatesAsync();
        var typed = 0;
        foreach (var block in page.Blocks.OfType<FencedCodeBlock>())
        {
            if (Page.FileOf(block) is { } file)
                await File.WriteAllTextAsync(
                    Path.Combine(packages.Folder, folder, file), Page.TextOf(block) + "\n", TestContext.Current.CancellationToken);
            if (block is not { Info: "console", Arguments: "packages" })
                continue;
            foreach (var (line, shown) in Page.CommandsOf(block))
            {
                await TypeAsync(line, shown);
                typed++;
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        Assert.True(typed > 10, "The page's commands are not found any more.");
    }

    [Fact]
    public async Task The_module_of_the_page_is_that_of_the_sample()
    {
        var page = Page.All.Single(page => page.Name == Path.Combine("docs", "write-a-step.md"));
        var module = page.Blocks.Select(Page.TextOf).Single(text => text.Contains(": IStepModule", StringComparison.Ordinal));
        var sample = await File.ReadAllTextAsync(
            Repository.File("samples", "JoinDomain", "src", "JoinDomainModule.cs"), TestContext.Current.CancellationToken);

        Assert.Contains(module, sample.Replace("    /// <inheritdoc/>\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task TypeAsync(string line, string shown)
    {
        var words = line.Split(' ');
        if (words[0] == "cd")
        {
            folder = Path.Combine(folder, words[1]);
            return;
        }
        var process = words[0] == "dotnet"
            ? await packages.DotnetAsync(folder, words.Skip(1))
            : await packages.OpenLaunchAsync(folder, words.Skip(1));
        var seen = process.Error + process.Output;
        if (!ShownOutput.IsShown(seen, shown))
            differences.Add($"$ {line}\nprints\n{seen}\nand the page shows\n{shown}");
    }
}
