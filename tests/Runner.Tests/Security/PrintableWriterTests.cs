using System.Globalization;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>The writer that stands before both outputs of the program.</summary>
public sealed class PrintableWriterTests
{
    [Theory]
    [InlineData("a\r\nb\nc\t", "a\r\nb\nc\t")]
    [InlineData("a\u001b[2J\u0007\u009b5m\0", "a?[2J??5m?")]
    [InlineData("a\u202eb\u2066c", "a?b?c")]
    public void Keeps_line_ends_as_they_are_and_lets_nothing_through_that_a_terminal_obeys(string text, string printed)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new PrintableWriter(output);

        writer.Write(text);
        writer.Write((object)text);
        writer.Write(text.ToCharArray());
        writer.Write(text.AsSpan());

        Assert.Equal(string.Concat(Enumerable.Repeat(printed, 4)), output.ToString());
    }
}
