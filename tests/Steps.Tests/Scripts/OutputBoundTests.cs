using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Steps.Scripts;

namespace OpenLaunch.Steps.Tests.Scripts;

public sealed class OutputBoundTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_cannot_be_bounded_costs_the_process_nothing()
    {
        var path = Path.Combine(folder.FullName, "x-output.log");
        await File.WriteAllTextAsync(path, new string('x', 1000), TestContext.Current.CancellationToken);
        using var holder = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
        var time = new FakeTimeProvider();
        await using (new OutputBound([path], time, maxBytes: 500))
            time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1000, holder.Length);
    }
}
