using CsCheck;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Tests.Documents;

public class DurationTextTests
{
    [Theory]
    [InlineData("100ms", 100)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1m5ms", 60_005)]
    [InlineData("0s", 0)]
    public void Reads_whole_numbers_with_units(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
        Assert.Matches(DurationText.Pattern, text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("1.5h")]
    [InlineData("-5m")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("1w")]
    public void Refuses_all_else(string text)
    {
        Assert.False(DurationText.TryParse(text, out _));
        Assert.DoesNotMatch(DurationText.Pattern, text);
    }

    [Theory]
    [InlineData("1234567890s")]
    [InlineData("999999999d")]
    public void Refuses_what_does_not_fit(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void Writes_what_it_reads() => Gen.Long[0, 1_000_000_000_000].Sample(milliseconds =>
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        return DurationText.TryParse(DurationText.Format(duration), out var read) && read == duration;
    });
}
