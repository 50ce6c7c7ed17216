using OpenLaunch.Steps.Simulation;
using OpenLaunch.Testing;

namespace Contoso.TagFile.Tests;

public sealed class TagFileStepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_the_tag_and_writes_it_again_only_when_it_changes()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var bench = StepBench.For<TagFileStep>();
        bench.Machine.Instance.Tags["Role"] = "web";

        (await bench.RunAsync($"{{ tag: Role, path: '{file}' }}", Token)).ShouldBeDone().ShouldChange($"write web to {file}");
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
        bench.Machine.Instance.Tags["Role"] = "database";
        (await bench.RunAgainAsync(Token)).ShouldBeDone();

        Assert.Equal("database", await File.ReadAllTextAsync(file, Token));
        File.Delete(file);
    }

    [Fact]
    public async Task Is_skipped_on_an_instance_without_the_tag()
    {
        await using var bench = StepBench.For<TagFileStep>();

        (await bench.RunAsync("{ tag: Role, path: role.txt }", Token)).ShouldBeSkipped("no tag Role").ShouldChangeNothing();
    }
}
