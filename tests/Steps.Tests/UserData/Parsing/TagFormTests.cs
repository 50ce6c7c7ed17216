using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

public class TagFormTests
{
    [Theory]
    [InlineData("<powershell>\r\nWrite-Host hi\r\n</powershell>", "\r\nWrite-Host hi\r\n")]
    [InlineData("<powershell>\n  a\t\n\n</powershell>\n", "\n  a\t\n\n")]
    [InlineData("  \r\n<powershell>a</powershell>  \r\n", "a")]
    [InlineData("<powershell>é ü 日本 &amp; 😀</powershell>", "é ü 日本 &amp; 😀")]
    [InlineData("<PowerShell>a</POWERSHELL>", "a")]
    public void Keeps_the_text_of_a_block_to_the_byte(string text, string content)
    {
        var document = Parse(text);

        Assert.Equal(UserDataFormat.Xml, document.Format);
        Assert.Empty(document.Problems);
        var script = Assert.Single(document.Scripts());
        Assert.Equal(content, script.Content);
        Assert.Equal(ScriptLanguage.PowerShell, script.Type);
        Assert.Equal(ScriptAccount.Admin, script.RunAs);
        Assert.Equal(ScriptFrequency.Once, script.Frequency);
        Assert.Null(script.Arguments);
    }

    [Fact]
    public void Runs_batch_before_PowerShell_whatever_the_order_in_the_text()
    {
        var document = Parse("<powershell>p</powershell>\n<script>b</script>");

        Assert.Equal([ScriptLanguage.Batch, ScriptLanguage.PowerShell], document.Scripts().Select(script => script.Type));
        Assert.Equal(["b", "p"], document.Contents());
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void Runs_several_blocks_of_a_kind_in_their_order_and_warns_that_EC2Launch_v1_runs_none()
    {
        var document = Parse("<powershell>1</powershell>\n<script>b</script>\n<powershell>2</powershell>");

        Assert.Equal(["b", "1", "2"], document.Contents());
        Assert.Equal(["warning 3"], document.ProblemLines());
        Assert.Contains("EC2Launch v1 runs none", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<powershell>$h = '<script>alert(1)</script>'</powershell>", "$h = '<script>alert(1)</script>'")]
    [InlineData("<powershell>'</script>' + '<persist>true</persist>'</powershell>", "'</script>' + '<persist>true</persist>'")]
    [InlineData("<script>echo ^<p^> <powershell>x</powershell></script>", "echo ^<p^> <powershell>x</powershell>")]
    [InlineData("<powershell>a <powershell> b</powershell>", "a <powershell> b")]
    public void Takes_a_tag_inside_a_block_for_text(string text, string content)
    {
        var document = Parse(text);

        Assert.Equal([content], document.Contents());
        Assert.False(document.Persist);
        Assert.Empty(document.Problems);
    }

    [Theory]
    [InlineData("true", true, 0)]
    [InlineData("TRUE", true, 0)]
    [InlineData(" \r\n true\t", true, 0)]
    [InlineData("false", false, 0)]
    [InlineData("yes", false, 1)]
    [InlineData("1", false, 1)]
    [InlineData("", false, 1)]
    [InlineData("  ", false, 1)]
    public void Reads_a_flag_and_warns_of_what_is_neither_true_nor_false(string value, bool expected, int problems)
    {
        var persist = Parse($"<script>x</script>\n<persist>{value}</persist>");
        var detach = Parse($"<script>x</script>\n<detach>{value}</detach>");
        var system = Parse($"<script>x</script>\n<runAsLocalSystem>{value}</runAsLocalSystem>");

        Assert.Equal(expected, persist.Persist);
        Assert.Equal(expected ? ScriptFrequency.Always : ScriptFrequency.Once, persist.Scripts()[0].Frequency);
        Assert.Equal(expected, detach.Detach);
        Assert.Equal(expected, detach.Scripts()[0].Detach);
        Assert.Equal(expected, system.RunAsLocalSystem);
        Assert.Equal(expected ? ScriptAccount.LocalSystem : ScriptAccount.Admin, system.Scripts()[0].RunAs);
        Assert.All([persist, detach, system], document =>
            Assert.Equal(Enumerable.Repeat("warning 2", problems), document.ProblemLines()));
    }

    [Fact]
    public void Warns_of_a_flag_that_is_given_twice_and_takes_the_first()
    {
        var document = Parse("<persist>true</persist>\n<persist>false</persist>\n<script>x</script>");

        Assert.True(document.Persist);
        Assert.Equal(["warning 2"], document.ProblemLines());
    }

    [Fact]
    public void Gives_the_arguments_to_PowerShell_alone_and_without_surrounding_blanks()
    {
        var document = Parse("<script>b</script><powershell>p</powershell>"
            + "<powershellArguments>\n -ExecutionPolicy Bypass \n</powershellArguments>");

        Assert.Equal("-ExecutionPolicy Bypass", document.Arguments);
        Assert.Equal([null, ["-ExecutionPolicy Bypass"]], document.Scripts().Select(script => script.Arguments));
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void Reports_an_unclosed_tag_by_its_line_and_keeps_the_closed_blocks()
    {
        var document = Parse("<script>b</script>\n\n<powershell>\nlost\n<persist>true</persist>\n<detach>true</detach>");

        Assert.Equal(["b"], document.Contents());
        Assert.True(document.Persist);
        Assert.True(document.Detach);
        Assert.Equal(["error 3"], document.ProblemLines());
        Assert.Contains("<powershell> has no </powershell>", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_misspelt_closing_tag()
    {
        var document = Parse("<powershell>\nx\n</power-shell>");

        Assert.Equal(["error 1"], document.ProblemLines());
        Assert.Contains("'</power-shell>' on line 3", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_closing_tag_that_closes_nothing()
    {
        var document = Parse("<powershell>x</powershell>\n</script>");

        Assert.Equal(["x"], document.Contents());
        Assert.Equal(["error 2"], document.ProblemLines());
    }

    [Fact]
    public void Warns_of_text_outside_of_the_tags_by_the_line_where_it_begins()
    {
        var document = Parse("# my user data\n<powershell>x</powershell>\n\n  trailing\nwords\n");

        Assert.Equal(["x"], document.Contents());
        Assert.Equal(["warning 1", "warning 4"], document.ProblemLines());
    }

    [Fact]
    public void Names_a_near_miss_among_good_tags()
    {
        var document = Parse("<powershell>x</powershell>\n<persist >true</persist>");

        Assert.False(document.Persist);
        Assert.Equal(["error 2", "error 2"], document.ProblemLines());
        Assert.Contains("'<persist >' on line 2 is not a tag", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_when_no_block_is_there_to_run()
    {
        var document = Parse("<persist>true</persist>");

        Assert.Empty(document.Tasks);
        Assert.True(document.Persist);
        Assert.Equal(["warning 1"], document.ProblemLines());
    }
}
