using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Tests.Starts;

public sealed class StatusCopyTests
{
    private int copies;

    [Fact]
    public void Steps_of_one_second_cost_one_copy_and_the_last_of_them_is_told_when_it_is_over()
    {
        var time = new FakeTimeProvider();
        using (var copy = new StatusCopy(() => copies++, time))
        {
            Assert.Equal(1, CopiesOf(() => copy.Handle(Started)));
            Assert.Equal(0, CopiesOf(() =>
            {
                for (var step = 0; step < 1000; step++)
                    copy.Handle(Started);
                time.Advance(TimeSpan.FromSeconds(0.9));
            }));
            Assert.Equal(1, CopiesOf(() => time.Advance(TimeSpan.FromSeconds(0.1))));
            Assert.Equal(0, CopiesOf(() => time.Advance(TimeSpan.FromMinutes(1))));
            Assert.Equal(1, CopiesOf(() => copy.Handle(Started)));
            copy.Handle(Started);
        }

        Assert.Equal(0, CopiesOf(() => time.Advance(TimeSpan.FromMinutes(1))));
    }

    private static RunEvent.RunStarted Started { get; } = new("20260101T000000Z-0000", new Plan([]), DryRun: false);

    private int CopiesOf(Action act)
    {
        var before = copies;
        act();
        return copies - before;
    }
}
