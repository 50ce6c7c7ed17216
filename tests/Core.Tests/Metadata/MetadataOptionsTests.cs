using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Metadata;

public class MetadataOptionsTests
{
    [Fact]
    public void The_limits_left_alone_are_those_of_the_manual()
    {
        var options = new MetadataOptions();

        Assert.Equal(TimeSpan.FromMinutes(5), options.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(2), options.AttemptTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), options.UserDataAttemptTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(100), options.RetryDelay);
        Assert.Equal(TimeSpan.FromSeconds(5), options.MaxRetryDelay);
        Assert.False(options.AllowV1);
    }

    [Fact]
    public void A_limit_of_nothing_is_refused()
    {
        MetadataOptions[] bad =
        [
            new() { Timeout = TimeSpan.Zero },
            new() { AttemptTimeout = TimeSpan.Zero },
            new() { UserDataAttemptTimeout = TimeSpan.FromSeconds(-1) },
            new() { RetryDelay = TimeSpan.Zero },
            new() { MaxRetryDelay = TimeSpan.FromMilliseconds(1) },
        ];

        Assert.All(bad, options =>
            Assert.Throws<ArgumentOutOfRangeException>(() => new MetadataClient(options, TimeProvider.System)));
    }
}
