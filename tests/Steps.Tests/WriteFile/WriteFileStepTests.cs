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

    private async Task<IReadOnlyList<string>> RunAsync(string content, ScriptFrequency frequency, bool force = false)
    {
        var context = TestStepContext.Create(scope, kept: kept, force: force);
        var outcome = await new WriteFileStep(new SimulatedFiles(folder.FullName, scope)).RunAsync(
            new() { Files = [new() { Destination = @"C:\a.txt", Content = content, Frequency = frequency }] }, context,
            TestContext.Current.CancellationToken);
        Assert.Equal(StepOutcome.Done, outcome);
        return context.Changes;
    }
}
