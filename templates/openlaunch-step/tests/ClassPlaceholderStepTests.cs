using OpenLaunch.Core.Documents;
using OpenLaunch.Testing;

namespace Contoso.StepTemplate.Tests;

public sealed class ClassPlaceholderStepTests : IAsyncLifetime
{
    private readonly string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly StepBench bench = StepBench.For<ClassPlaceholderStep>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_the_file_once()
    {
        (await bench.RunAsync($"{{ path: '{file}', text: hi }}", Token)).ShouldBeDone().ShouldChange($"write {file}");

        Assert.Equal("hi", await File.ReadAllTextAsync(file, Token));
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task Tells_in_a_dry_run_what_it_would_write_and_writes_nothing()
    {
        (await bench.DryRunAsync($"path: '{file}'", Token)).ShouldChange($"write {file}");

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Asks_for_a_restart_only_after_a_change()
    {
        (await bench.RunAsync($"{{ path: '{file}', reboot: true }}", Token)).ShouldRebootAndBeDone();

        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task Refuses_inputs_without_a_path() =>
        await Assert.ThrowsAsync<ConfigurationException>(() => bench.RunAsync("text: hi", Token));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        File.Delete(file);
    }
}
