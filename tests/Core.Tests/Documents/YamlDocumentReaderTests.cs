using System.Text;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Tests.Documents;

public class YamlDocumentReaderTests
{
    [Fact]
    public void Keeps_keys_in_order_with_their_positions()
    {
        var map = Map("b: 1\na:\n  - x\n  - y\n");

        Assert.Equal(["b", "a"], map.Entries.Select(entry => entry.Key));
        Assert.True(map.TryGet("a", out var entry));
        Assert.Equal(new SourcePosition(2, 1), entry.Position);
        var list = Assert.IsType<ListNode>(entry.Value);
        Assert.Equal([new(3, 5), new(4, 5)], list.Items.Select(item => item.Position));
    }

    [Theory]
    [InlineData("20348.2849", false)]
    [InlineData("\"20348.2849\"", true)]
    [InlineData("'20348.2849'", true)]
    public void Keeps_the_text_of_a_number_and_whether_it_was_quoted(string written, bool quoted)
    {
        var scalar = Scalar(written);

        Assert.Equal("20348.2849", scalar.Text);
        Assert.Equal(quoted, scalar.IsQuoted);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("~", true)]
    [InlineData("null", true)]
    [InlineData("'null'", false)]
    [InlineData("''", false)]
    [InlineData("none", false)]
    public void Tells_no_value_from_text(string written, bool isNull) => Assert.Equal(isNull, Scalar(written).IsNull);

    [Fact]
    public void Reads_JSON_text_indented_with_tabs()
    {
        var map = Map("{\n\t\"a\": \"\\ud83d\\ude00 \\/\",\n\t\"b\":\t[true, null]\n}\n");

        Assert.Equal("😀 /", ((ScalarNode)Value(map, "a")).Text);
        Assert.True(((ScalarNode)((ListNode)Value(map, "b")).Items[1]).IsNull);
    }

    [Fact]
    public void Reads_UTF_16_as_Windows_PowerShell_writes_it()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8 })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("name: Zürich 😀")];
            var map = (MapNode)YamlDocumentReader.Read(bytes, "test.yml").Root;
            Assert.Equal("Zürich 😀", ((ScalarNode)Value(map, "name")).Text);
        }
    }

    [Fact]
    public void Takes_a_schema_line_for_a_comment()
    {
        var map = Map("# yaml-language-server: $schema=openlaunch.schema.json\nversion: 1 # the first\n");

        Assert.Equal("1", ((ScalarNode)Value(map, "version")).Text);
    }

    [Fact]
    public void Repeats_an_anchored_value_for_its_alias()
    {
        var map = Map("a: &x [1, 2]\nb: *x\n");

        Assert.Same(Value(map, "a"), Value(map, "b"));
    }

    [Fact]
    public void Reads_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "a: b");
            Assert.Equal(file, YamlDocumentReader.ReadFile(file).File);
            File.WriteAllText(file, new string('a', YamlDocumentReader.MaximumBytes + 1));
            var error = Assert.Throws<ConfigurationException>(() => YamlDocumentReader.ReadFile(file));
            Assert.Contains("1 MiB", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static MapNode Map(string text) => Assert.IsType<MapNode>(YamlDocumentReader.Read(text, "test.yml").Root);

    private static ScalarNode Scalar(string written) => Assert.IsType<ScalarNode>(Value(Map($"a: {written}\n"), "a"));

    private static YamlNode Value(MapNode map, string key) => map.TryGet(key, out var entry) ? entry.Value : null!;
}
