using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Tests.Documents;

public class ScalarRemovalTests
{
    [Theory]
    [InlineData("a: 1\n  # kept\nb:\n  data: s3cret # kept too\n  c: 2\n", "a: 1\n  # kept\nb:\n  # gone\n  data: \"\" # kept too\n  c: 2\n")]
    [InlineData("b:\r\n  data: 's3cret'\r\n", "b:\r\n  # gone\r\n  data: \"\"\r\n")]
    [InlineData("{\"data\": \"s3cr\\u0065t\"}", "{\"data\": \"\"}")]
    [InlineData("a: { data: s3cret, b: 1 }\n", "# gone\na: { data: \"\", b: 1 }\n")]
    [InlineData("b:\n  data: |-\n    s3cret\n  c: 2\n", "b:\n  # gone\n  data: \"\"\n  c: 2\n")]
    [InlineData("x: &p s3cret\ny: *p\n", "# gone\nx: &p \"\"\ny: *p\n")]
    [InlineData("a: { data: s3cret, b: s3cret }\nc: 1\n", "# gone\na: { data: \"\", b: \"\" }\nc: 1\n")]
    [InlineData("- s3cret\n- s3cret", "# gone\n- \"\"\n# gone\n- \"\"")]
    public void Leaves_all_but_the_text_as_it_stands(string before, string after) =>
        Assert.Equal(after, ScalarRemoval.Apply(before, "s3cret", "gone"));

    [Theory]
    [InlineData("s3cret: 1\nb: not s3cret")]
    [InlineData("# s3cret\nb: 1")]
    public void Leaves_a_document_alone_of_which_no_value_is_the_text(string document) =>
        Assert.Null(ScalarRemoval.Apply(document, "s3cret", "gone"));
}
