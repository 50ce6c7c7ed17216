using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Tests;

public sealed class ClosingTests
{
    [Fact]
    public async Task What_never_closes_is_told_of_and_keeps_nothing_else_open()
    {
        var (clock, told) = (new FakeTimeProvider(), new List<string>());
        using var release = new ManualResetEventSlim();
        var closing = new Closing(told.Add, clock);
        var held = closing.Add(new Part(() => { }));
        closing.Add(new Part(() => release.Wait(CancellationToken.None)));

        var closed = closing.DisposeAsync().AsTask();
        while (!closed.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        release.Set();
        Assert.True(held.IsClosed);
        Assert.Equal(["warning: Part could not be closed: The operation has timed out."], told);
    }

    private sealed class Part(Action close) : IDisposable
    {
        public bool IsClosed { get; private set; }

        public void Dispose()
        {
            close();
            IsClosed = true;
        }
    }
}
