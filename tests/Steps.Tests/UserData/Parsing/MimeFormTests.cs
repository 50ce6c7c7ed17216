using System.Text;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

public class MimeFormTests
{
    private static string Message(params string[] parts) =>
        "Content-Type: multipart/mixed; boundary=\"b1\"\r\nMIME-Version: 1.0\r\n\r\n"
        + string.Concat(parts.Select(part => $"--b1\r\n{part}\r\n")) + "--b1--\r\n";

    private static string Part(string type, string body) => $"Content-Type: {type}\r\n\r\n{body}";

    private static string Base64Part(string type, ReadOnlySpan<byte> body) =>
        $"Content-Transfer-Encoding: base64\r\n{Part(type, Convert.ToBase64String(body))}";

    [Fact]
    public void Reads_parts_of_every_form_in_their_order()
    {
        var document = Parse(Message(
            Part("text/x-shellscript; charset=\"utf-8\"", "#ps1\r\nWrite-Host 'é'\r\n"),
            Part("text/plain", "<powershell>p</powershell><script>b</script>\r\n<persist>true</persist>"),
            Part("text/cloud-config", "#cloud-config\nruncmd: [x]"),
            Part("text/cloud-config", "hostname: web1"),
            Part("text/x-powershell", "Get-Date\n"),
            Part("application/octet-stream", "rem cmd\necho hi")));

        Assert.Equal(UserDataFormat.Mime, document.Format);
        Assert.Empty(document.Problems);
        Assert.True(document.Persist);
        Assert.Equal(
            ["#ps1\r\nWrite-Host 'é'\r\n", "b", "p", "runcmd", "hostname", "Get-Date\n", "rem cmd\necho hi"],
            document.Tasks.Select(task => task.Name == "executeScript" ? task.Script().Content : task.Name));
        Assert.Equal(
            [ScriptFrequency.Once, ScriptFrequency.Always, ScriptFrequency.Always, ScriptFrequency.Once, ScriptFrequency.Once],
            document.Tasks.Where(task => task.Name == "executeScript").Select(task => task.Script().Frequency));
    }

    [Fact]
    public void Undoes_transfer_encodings_character_sets_and_compression_of_a_part()
    {
        var document = Parse(Message(
            Base64Part("text/plain", "<script>é</script>"u8),
            "Content-Transfer-Encoding: quoted-printable\r\n"
                + Part("text/plain; charset=iso-8859-1", "<script>=E9=\r\n</script>"),
            Base64Part("application/gzip", Gzip("<script>gz</script>"))));

        Assert.Empty(document.Problems);
        Assert.Equal(["é", "é", "gz"], document.Contents());
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("unicode-1-1-utf-7")]
    public void A_part_in_a_character_set_that_is_not_read_does_not_run_and_the_others_do(string charset)
    {
        var document = Parse(Message(
            Part($"text/x-powershell; charset={charset}", "+ADw-a"), Part("text/plain", "<script>b</script>")));

        Assert.Equal(["b"], document.Contents());
        Assert.StartsWith("MIME part 1 (text/x-powershell) is in a character set", Assert.Single(document.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_the_line_in_the_whole_message()
    {
        var document = Parse(Message(Part("text/plain", "<script>x</script>\r\n\r\n<powershell>")));

        Assert.Equal(["error 9"], document.ProblemLines());
        Assert.StartsWith("MIME part 1 (text/plain): <powershell> has", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_the_line_of_an_encoded_part_and_the_line_within_it()
    {
        var document = Parse(Message(Base64Part("text/plain", "\n\n<script>"u8)));

        Assert.Equal(["error 8"], document.ProblemLines());
        Assert.Contains("line 3 once decoded", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warns_of_a_part_of_a_type_that_is_not_supported()
    {
        var document = Parse(Message(
            Part("text/html", "<script>alert(1)</script>"),
            Part("text/part-handler", "https://example.com"),
            Part("text/plain", "<script>x</script>")));

        Assert.Equal(["x"], document.Contents());
        Assert.Equal(["warning 7", "warning 11"], document.ProblemLines());
    }

    [Fact]
    public void Reports_a_part_in_no_known_form()
    {
        var document = Parse(Message(Part("text/x-shellscript", "#!/bin/bash\necho"), Part("text/plain", "hello")));

        Assert.Empty(document.Tasks);
        Assert.Equal(["error 7", "warning 12"], document.ProblemLines());
        Assert.Contains("/bin/bash", document.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_multipart_within_a_multipart()
    {
        var inner = Part("multipart/alternative; boundary=b2", $"--b2\r\n{Part("text/plain", "<script>in</script>")}\r\n--b2--");
        var document = Parse(Message(inner, Part("text/plain", "<script>out</script>")));

        Assert.Empty(document.Problems);
        Assert.Equal(["in", "out"], document.Contents());
    }

    [Fact]
    public void Reads_lines_that_end_in_LF_and_a_header_in_any_case()
    {
        var document = Parse("mime-version: 1.0\ncontent-type: multipart/mixed; boundary=x\n\npreamble\n"
            + "--x\nContent-Type: text/plain\n\n<script>\na\n</script>\n--x--\n");

        Assert.Empty(document.Problems);
        Assert.Equal(["\na\n"], document.Contents());
    }

    [Fact]
    public void Takes_a_message_that_is_gzip_or_UTF_16()
    {
        var text = Message(Part("text/plain", "<script>é</script>"));

        Assert.Equal(["é"], Parse(Gzip(text)).Contents());
        Assert.Equal(["é"], Parse(Encoding.Unicode.GetBytes('\uFEFF' + text)).Contents());
    }

    [Fact]
    public void Reports_a_message_without_parts_and_one_that_is_cut_off()
    {
        var cut = Message(Part("text/plain", "<script>x</script>"));

        Assert.True(Parse("Content-Type: multipart/mixed; boundary=b\n\nno parts").HasErrors);
        Assert.True(Parse("Content-Type: multipart/mixed\n\n<script>x</script>").HasErrors);
        Assert.Equal(["warning 1"], Parse(cut[..^10]).ProblemLines());
    }

    [Fact]
    public void Shares_one_budget_among_compressed_parts()
    {
        var gzip = Base64Part("application/gzip", Gzip("<script>" + new string('a', 400_000) + "</script>"));
        var document = Parse(Message(gzip, gzip, gzip));

        Assert.Equal(2, document.Tasks.Count);
        Assert.Contains("1048576 bytes", Assert.Single(document.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_a_message_that_is_packed_in_itself()
    {
        var text = "<script>x</script>";
        for (var i = 0; i < 12; i++)
            text = Message(Base64Part("text/plain", Encoding.UTF8.GetBytes(text)));

        Assert.Contains("packed in itself", Assert.Single(Parse(text).Problems).Message, StringComparison.Ordinal);
    }
}
