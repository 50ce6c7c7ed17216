namespace OpenLaunch.Runner.Tests.Extensions;

/// <summary>The page of all steps is written by the program.</summary>
[BuiltProgram("Its assemblies are loaded by the host alone, as NativeHostTests sees.")]
public sealed class StepPageTests : IDisposable
{
    private readonly ExtensionFolder folder = new();

    [Fact]
    public async Task The_page_in_docs_is_what_the_program_writes()
    {
        var written = await folder.OpenLaunchAsync("steps", "--markdown");

        var committed = await File.ReadAllTextAsync(
            Repository.File("docs", "steps.md"), TestContext.Current.CancellationToken);
        Assert.True(
            written.Output.ReplaceLineEndings("\n") == committed.ReplaceLineEndings("\n"),
            "docs/steps.md is stale: dotnet run --project src/Runner -- steps --markdown > docs/steps.md");
    }

    public void Dispose() => folder.Dispose();
}
