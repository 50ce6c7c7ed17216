using System.Text;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

public class EncodingTests
{
    private const string Tags = "<powershell>\r\nécrire '日本'\n</powershell>";
    private const string Body = "\r\nécrire '日本'\n";

    public static TheoryData<string, byte[]> Encodings()
    {
        byte[] Marked(Encoding encoding) => [.. encoding.GetPreamble(), .. encoding.GetBytes(Tags)];
        var utf8 = Encoding.UTF8.GetBytes(Tags);
        return new()
        {
            { "utf-8", utf8 },
            { "utf-8 with mark", Marked(new UTF8Encoding(true)) },
            { "utf-16 le", Marked(Encoding.Unicode) },
            { "utf-16 be", Marked(Encoding.BigEndianUnicode) },
            { "utf-32 le", Marked(Encoding.UTF32) },
            { "utf-32 be", Marked(new UTF32Encoding(true, true)) },
            { "gzip", Gzip(utf8) },
            { "gzip of utf-16", Gzip(Marked(Encoding.Unicode)) },
            { "zip", Zip(("user-data.txt", Tags)) },
            { "zip with a folder", Zip(("folder/", ""), ("folder/user-data.txt", Tags)) },
            { "gzip of zip", Gzip(Zip(("x", Tags))) },
            { "base64", Base64(utf8) },
            { "base64 with line breaks", Base64(utf8, Base64FormattingOptions.InsertLineBreaks) },
            { "base64 of gzip", Base64(Gzip(utf8)) },
            { "base64 of zip", Base64(Zip(("x", Tags)), Base64FormattingOptions.InsertLineBreaks) },
            { "base64 of utf-16", Base64(Marked(Encoding.Unicode)) },
            { "base64 in utf-16", Encoding.Unicode.GetBytes('\uFEFF' + Convert.ToBase64String(utf8)) },
            { "gzip of base64", Gzip(Base64(utf8)) },
        };
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Reads_the_same_text_in_every_encoding(string name, byte[] data)
    {
        var document = Parse(data);

        Assert.True(document.Format == UserDataFormat.Xml, name);
        Assert.Empty(document.Problems);
        Assert.Equal([Body], document.Contents());
    }

    public static TheoryData<string, byte[], int, string> Unreadable()
    {
        var gzip = Gzip(string.Concat(Enumerable.Range(0, 500).Select(i => $"<script>{i * 7919}</script>")));
        var zip = Zip(("x", Tags));
        byte[] damaged = [.. gzip];
        damaged[gzip.Length / 2] ^= 0xFF;
        return new()
        {
            { "zip of two", Zip(("a", Tags), ("b", Tags)), 1, "more than one file" },
            { "zip of none", Zip(), 1, "no file" },
            { "cut zip", zip[..^10], 1, "damaged" },
            { "gzip cut in the middle", gzip[..(gzip.Length / 2)], 1, "cut off" },
            { "gzip without its end", gzip[..^8], 1, "cut off" },
            { "gzip header only", gzip[..10], 1, "cut off" },
            { "damaged gzip", damaged, 1, "damaged" },
            { "gzip bomb", Gzip(new byte[50_000_000]), 1, "more than 1048576 bytes" },
            { "zip bomb", Zip(("x", new string('a', 5_000_000))), 1, "more than 1048576 bytes" },
            { "base64 of a gzip bomb", Base64(Gzip(new byte[5_000_000])), 1, "more than 1048576 bytes" },
            { "base64 of cut gzip", Base64(gzip[..^8]), 1, "cut off" },
            { "too many layers", Gzip(Gzip(Gzip(Tags))), 1, "more than twice" },
            { "too large", new byte[1024 * 1024 + 1], 1, "1048577 bytes" },
            { "utf-16 without mark", Encoding.Unicode.GetBytes(Tags), 1, "UTF-16 without a byte order mark" },
            { "nul on line 2", Encoding.UTF8.GetBytes("<script>\na\0</script>"), 2, "NUL" },
            { "latin-1 on line 3", Encoding.Latin1.GetBytes("<script>\n\né</script>"), 3, "not valid UTF-8" },
            { "cut utf-16", Encoding.Unicode.GetBytes("\uFEFF<script>\nab</script>")[..^1], 2, "not valid UTF-16" },
            { "lone surrogate", [0xFF, 0xFE, 0x00, 0xD8, 0x61, 0x00], 1, "not valid UTF-16" },
            { "base64 of base64", Base64(Base64(Encoding.UTF8.GetBytes(Tags))), 1, "base64 of base64" },
        };
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Says_why_data_cannot_be_read(string name, byte[] data, int line, string message)
    {
        var document = Parse(data);

        Assert.True(document.Format == UserDataFormat.Unrecognized, name);
        Assert.Empty(document.Tasks);
        var problem = Assert.Single(document.Problems);
        Assert.Equal((UserDataSeverity.Error, line), (problem.Severity, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_a_script_that_happens_to_be_base64_text_as_text() =>
        Assert.Equal(UserDataFormat.Unrecognized, Parse("abcd").Format);

    [Theory]
    [InlineData("#ps1\nx", nameof(UserDataFormat.Script))]
    [InlineData("#cloud-config\n{}", nameof(UserDataFormat.CloudConfig))]
    [InlineData("version: 1.1\ntasks: []", nameof(UserDataFormat.Yaml))]
    [InlineData("Content-Type: text/plain\n\n#ps1\nx", nameof(UserDataFormat.Mime))]
    public void Undoes_base64_of_every_form(string text, string format) =>
        Assert.Equal(format, Parse(Base64(Encoding.UTF8.GetBytes(text))).Format.ToString());
}
