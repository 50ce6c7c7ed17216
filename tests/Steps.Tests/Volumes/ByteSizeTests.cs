using CsCheck;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Steps.Tests.Volumes;

public class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("512", 512L)]
    [InlineData("512B", 512L)]
    [InlineData("4KiB", 4096L)]
    [InlineData("30719MiB", 30719L << 20)]
    [InlineData("64 GiB", 64L << 30)]
    [InlineData("2TiB", 2L << 40)]
    public void Reads_whole_numbers_with_their_unit(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("GiB")]
    [InlineData("-1GiB")]
    [InlineData("1.5GiB")]
    [InlineData("64GB")]
    [InlineData("64gib")]
    [InlineData("9999999TiB")]
    [InlineData("99999999999999999999")]
    public void Refuses_what_is_no_exact_size(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => ByteSize.Parse(text));
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64L << 30, "64GiB")]
    [InlineData((30L << 30) - (1L << 20), "30719MiB")]
    [InlineData(1025L, "1025")]
    [InlineData(0L, "0")]
    public void Writes_the_largest_unit_that_stays_whole(long bytes, string text) => Assert.Equal(text, ByteSize.Format(bytes));

    [Fact]
    public void What_is_written_is_read_back_exactly() =>
        Gen.Long[0, long.MaxValue].Sample(bytes => ByteSize.Parse(ByteSize.Format(bytes)) == bytes);
}
