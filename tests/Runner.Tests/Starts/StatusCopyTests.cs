using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Tests.Starts;

public sealed class StatusCopyTests : IDisposable
{
    private readonly StateFolder state = new();

    private string Path => state.At($"log/{StartReading.CopyName}");

    public void Dispose() => state.Dispose();

    [Fact]
    public void Steps_of_one_second_cost_one_copy_and_the_last_of_them_is_told_when_it_is_over()
    {
        Directory.CreateDirectory(state.At("log"));
        var time = new FakeTimeProvider();
        using (var copy = new StatusCopy(StateFolders.Resolve(state.Path, isSimulated: true), time))
        {
            Assert.True(IsWrittenBy(() => copy.Handle(Started)));
            Assert.False(IsWrittenBy(() =>
            {
                for (var step = 0; step < 1000; step++)
                    copy.Handle(Started);
                time.Advance(TimeSpan.FromSeconds(0.9));
            }));
            Assert.True(IsWrittenBy(() => time.Advance(TimeSpan.FromSeconds(0.1))));
            Assert.False(IsWrittenBy(() => time.Advance(TimeSpan.FromMinutes(1))));
            Assert.True(IsWrittenBy(() => copy.Handle(Started)));
            copy.Handle(Started);
        }

        Assert.False(IsWrittenBy(() => time.Advance(TimeSpan.FromMinutes(1))));
    }

    private static RunEvent.RunStarted Started { get; } = new("20260101T000000Z-0000", new Plan([]), DryRun: false);

    private bool IsWrittenBy(Action act)
    {
        File.Delete(Path);
        act();
        return File.Exists(Path);
    }
}
