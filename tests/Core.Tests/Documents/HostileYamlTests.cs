using System.Text;
using CsCheck;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Tests.Documents;

/// <summary>The time limits end a test that a super-linear reader would hold up for minutes.</summary>
public class HostileYamlTests
{
    [Theory]
    [InlineData("", "1:1: the document is empty")]
    [InlineData("# nothing\n", "1:1: the document is empty")]
    [InlineData("a: 1\n---\nb: 2\n", "2:1: a second document starts here; only one document a file is read")]
    [InlineData("a: !!int 3\n", "1:4: a tag (!) stands here; values are read without tags")]
    [InlineData("a: ! x\n", "1:4: a tag (!) stands here; values are read without tags")]
    [InlineData("a: 1\nb: 2\na: 3\n", "3:1: 'a' stands here twice; first on line 1")]
    [InlineData("a:\n  b: 1\n\tc: 2\n", "3:1: a tab in the indentation; YAML allows spaces only")]
    [InlineData("a: b\0c", "1:5: the control character U+0000 is not allowed")]
    [InlineData("a: *x\n", "1:4: an alias (*) stands here that has no anchor before it; put a text that begins with * in quotes")]
    [InlineData("a: &x [*x]\n", "1:8: an alias (*) stands inside its own anchor")]
    [InlineData("? [a]\n: b\n", "1:3: a key must be a text")]
    [InlineData("~: b\n", "1:1: a key must be a text")]
    [InlineData("a: [1, 2\n", "2:1: not valid YAML: While parsing a flow sequence, did not find expected ',' or ']'")]
    [InlineData("a: b: c\n",
        "1:5: not valid YAML: a key or ': ' where a text goes on; fix the indentation, or put the text in quotes")]
    [InlineData("a: @b\n", "1:4: not valid YAML: no value starts with this character; put the text in quotes")]
    public void Says_what_is_wrong_and_where(string text, string error) =>
        Assert.Equal(error, ConfigurationAssert.Error(() => YamlDocumentReader.Read(text, "test.yml")));

    [Fact]
    public void Keeps_what_can_be_read_beside_what_is_wrong()
    {
        var errors = new ConfigurationErrors("part.yml");
        var root = Assert.IsType<MapNode>(YamlDocumentReader.ReadPart("a: 1\na: 2\nb: !!binary aGk=\n", errors, allowsBytes: true));

        Assert.Equal("1", Assert.IsType<ScalarNode>(root.Find("a")).Text);
        Assert.True(Assert.IsType<ScalarNode>(root.Find("b")).IsBinary);
        Assert.Equal("part.yml:2:1: 'a' stands here twice; first on line 1", Assert.Single(errors.All).ToString());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a: [", 1)]
    public void Gives_nothing_where_nothing_can_be_read(string text, int count)
    {
        var errors = new ConfigurationErrors("part.yml");
        Assert.Null(YamlDocumentReader.ReadPart(text, errors, allowsBytes: false));
        Assert.Equal(count, errors.All.Count);
    }

    [Fact]
    public void Refuses_aliases_that_repeat_more_than_a_mebibyte_of_text()
    {
        var text = $"- &a {new string('x', 300_000)}\n" + string.Concat(Enumerable.Repeat("- *a\n", 4));
        Assert.Contains("repeats too much", ConfigurationAssert.Error(() => YamlDocumentReader.Read(text, "test.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_byte_that_is_not_UTF_8()
    {
        byte[] bytes = [.. "a: 1\nb: é"u8, 0xE9, (byte)'x'];

        var error = ConfigurationAssert.Error(() => YamlDocumentReader.Read(bytes, "test.yml"));

        Assert.Equal("2:5: the byte 0xE9 is not UTF-8; save the file as UTF-8", error);
    }

    [Fact]
    public void Names_half_a_character()
    {
        byte[] bytes = [0xFF, 0xFE, (byte)'a', 0, 0x3D, 0xD8];

        var error = ConfigurationAssert.Error(() => YamlDocumentReader.Read(bytes, "test.yml"));

        Assert.Equal("1:2: U+D83D is half a character: broken UTF-16", error);
    }

    [Fact]
    public void Lists_all_doubled_keys_and_tags_at_once()
    {
        var errors = ConfigurationAssert.Errors(() => YamlDocumentReader.Read("a: !x 1\na: 2\nb: !y 3\n", "test.yml"));

        Assert.Equal(["1:4", "2:1", "3:4"], errors.Select(error => error[..3]));
    }

    [Fact(Timeout = 20_000)]
    public async Task Refuses_an_alias_bomb()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            var aliases = string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9));
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [{aliases}]\n");
        }

        var error = await ErrorAsync(bomb.ToString(), TestContext.Current.CancellationToken);
        Assert.Contains("repeats too much by aliases", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_the_depth_that_an_alias_adds()
    {
        var deep = new string('[', 40) + new string(']', 40);
        var text = $"a: &x {deep}\nb: {new string('[', 40)}*x{new string(']', 40)}\n";

        var error = ConfigurationAssert.Error(() => YamlDocumentReader.Read(text, "test.yml"));

        Assert.EndsWith("lists and maps are nested deeper than 64", error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("[", 100_000, "nested deeper than 64")]
    [InlineData("{a: ", 100_000, "nested deeper than 64")]
    [InlineData("- ", 100_000, "nested deeper than 64")]
    [InlineData("? ", 100_000, "nested deeper than 64")]
    [InlineData("a", 10_000_000, "larger than 1 MiB")]
    [InlineData("a: b\n", 200_000, "stands here twice")]
    [InlineData("...\n", 200_000, "not valid YAML")]
    [InlineData("---\n", 200_000, "a second document starts here")]
    [InlineData("&a\n", 200_000, "more than one anchor")]
    [InlineData("%a b\n", 200_000, "the document is empty")]
    [InlineData("\"", 999_999, "not valid YAML")]
    public async Task Refuses_a_flood(string part, int times, string error)
    {
        var flood = string.Concat(Enumerable.Repeat(part, times));

        Assert.Contains(error, await ErrorAsync(flood, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_any_text_with_a_document_or_an_error()
    {
        string[] parts = ["a", "b: ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "\"", "'", "&x ", "*x", "!t ", "|", ">", "#",
            "---\n", "...", "%YAML 1.1\n", "\t", "? ", ": ", "\\", "\r", "\ufeff", "😀", "@",
            "`", "<<: ", "\u2028", "\\ud83d", "\\udc00"];
        Gen.Int[0, parts.Length - 1].Select(index => parts[index]).Array[0, 30].Select(string.Concat).Sample(text =>
        {
            try
            {
                Assert.NotNull(YamlDocumentReader.Read(text, "test.yml").Root);
            }
            catch (ConfigurationException error)
            {
                Assert.NotEmpty(error.Errors);
            }
        }, iter: 5_000);
    }

    private static Task<string> ErrorAsync(string text, CancellationToken cancellationToken) => Task.Run(
        () => Assert.Throws<ConfigurationException>(() => YamlDocumentReader.Read(text, "test.yml")).Errors[0].Message,
        cancellationToken);
}
