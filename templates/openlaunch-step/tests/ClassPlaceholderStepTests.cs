using OpenLaunch.Core.Documents;
using OpenLaunch.Testing;

namespace Contoso.Step_Template.Tests;

public sealed class ClassPlaceholderStepTests : IAsyncLifetime
{
    private readonly string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly StepBench bench = StepBench.For<ClassPlaceholderStep>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_the_file_once()
    {
#if (withReboot)
        (await bench.RunAsync($"{{ path: '{file}', text: hi }}", Token)).ShouldRebootAndResume().ShouldChange($"write {file}");
#else
        (await bench.RunAsync($"{{ path: '{file}', text: hi }}", Token)).ShouldBeDone().ShouldChange($"write {file}");
#endif

        Assert.Equal("hi", await File.ReadAllTextAsync(file, Token));
        (await bench.RunAgainAsync(Token)).ShouldBeDone().ShouldChangeNothing();
    }

    [Fact]
    public async Task Tells_in_a_dry_run_what_it_would_write_and_writes_nothing()
    {
        (await bench.DryRunAsync($"path: '{file}'", Token)).ShouldChange($"write {file}");

        Assert.False(File.Exists(file));
    }

#if (withReboot)
    [Fact]
    public async Task Fails_when_its_change_did_not_last_over_the_restart()
    {
        (await bench.RunAsync($"{{ path: '{file}' }}", Token)).ShouldRebootAndResume();
        File.Delete(file);

        (await bench.RunAgainAsync(Token)).ShouldFail($"After the restart {file} is not as run").ShouldChangeNothing();
    }
#else
    [Fact]
    public async Task Says_what_to_do_when_the_folder_does_not_exist() =>
        (await bench.RunAsync($"path: '{file}/file'", Token)).ShouldFail("choose another 'path'").ShouldChangeNothing();
#endif

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
