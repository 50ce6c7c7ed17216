using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Tests.Documents;

namespace OpenLaunch.Core.Tests.Binding;

public class InputBinderTests
{
    [Fact]
    public void Keeps_the_defaults_of_keys_that_are_not_given()
    {
        var inputs = Bind("{}");

        Assert.Equal(("web", "none", true, 15), (inputs.HostName, inputs.Note, inputs.Reboot, inputs.Metric));
        Assert.Equal(["a"], inputs.Suffixes);
    }

    [Fact]
    public void Binds_simple_values()
    {
        var inputs = Bind("""
            { hostName: 10, reboot: false, metric: 20, index: 3, size: 8589934592, ratio: 1.5, wait: 1m30s,
              mode: doNothing, fallback: ipv4 }
            """);

        Assert.Equal(("10", false, 20, 3), (inputs.HostName, inputs.Reboot, inputs.Metric, inputs.Index));
        Assert.Equal((8_589_934_592, 1.5, TimeSpan.FromSeconds(90)), (inputs.Size, inputs.Ratio, inputs.Wait));
        Assert.Equal((SampleMode.DoNothing, SampleMode.IPv4), (inputs.Mode, inputs.Fallback));
    }

    [Fact]
    public void Binds_a_day() => Assert.Equal(new DateOnly(2030, 10, 1), Bind("day: 2030-10-01").Day);

    [Fact]
    public void Binds_null_only_where_the_property_may_be_null()
    {
        var inputs = Bind("{ note: null, index: ~, fallback: , password: null }");

        Assert.Null(inputs.Note);
        Assert.Equal("1:13: hostName: expected a text, found nothing", Error("{ hostName: ~ }"));
        Assert.Equal("1:11: metric: expected a value, found nothing", Error("{ metric: ~ }"));
    }

    [Fact]
    public void Keeps_text_that_looks_like_a_number_as_written()
    {
        var inputs = Bind("{ note: 20348.2849, suffixes: [2026.11.11, 007], registry: { 'SOFTWARE\\X': { Version: 1.10 } } }");

        Assert.Equal("20348.2849", inputs.Note);
        Assert.Equal(["2026.11.11", "007"], inputs.Suffixes);
        Assert.Equal("1.10", inputs.Registry["software\\x"]["Version"]);
    }

    [Fact]
    public void Binds_nested_records_and_lists_of_them()
    {
        var inputs = Bind("""
            password: { type: static, data: Secret1 }
            passwords: [{ type: random }, { type: doNothing }]
            numbers: [1, 2]
            """);

        Assert.Equal("Secret1", inputs.Password!.Data!.Reveal());
        Assert.Equal([SampleMode.Random, SampleMode.DoNothing], inputs.Passwords.Select(password => password.Type));
        Assert.Equal([1, 2], inputs.Numbers);
    }

    [Fact]
    public void Hands_a_node_over_as_it_stands() => Assert.IsType<ListNode>(Bind("as-is: [1, { a: b }]").Raw);

    [Fact]
    public void Takes_one_item_for_a_list_only_where_the_property_says_so()
    {
        Assert.Equal(["AllTags"], Bind("tags: AllTags").Tags);
        Assert.Equal("1:11: suffixes: expected a list, found a text", Error("suffixes: AllTags"));
    }

    [Theory]
    [InlineData("metrik: 1", "1:1: inputs has no key 'metrik'; did you mean 'metric'?")]
    [InlineData("computed: 1",
        "1:1: inputs has no key 'computed'; valid are hostName, note, reboot, metric, index, size, ratio, wait, "
        + "day, mode, fallback, password, suffixes, tags, passwords, registry, counts, as-is, numbers")]
    [InlineData("reboot: yes", "1:9: reboot: expected true or false, found 'yes'")]
    [InlineData("reboot: 'true'", "1:9: reboot: expected true or false, found the quoted text 'true'")]
    [InlineData("metric: 1x", "1:9: metric: expected a whole number, found '1x'")]
    [InlineData("metric: 99999999999", "1:9: metric: expected a whole number, found '99999999999'")]
    [InlineData("metric: 10000", "1:9: metric: must be from 1 to 9999, found '10000'")]
    [InlineData("ratio: .nan", "1:8: ratio: expected a number, found '.nan'")]
    [InlineData("day: 2030-10-32", "1:6: day: expected a day as in 2030-10-01, found '2030-10-32'")]
    [InlineData("wait: 30", "1:7: wait: expected a duration such as 30s, 5m or 1h30m, found '30'")]
    [InlineData("wait: 2h", "1:7: wait: must be from 1s to 1h, found '2h'")]
    [InlineData("mode: Static",
        "1:7: mode: expected one of random, static, doNothing, ipv4 (did you mean 'static'?), found 'Static'")]
    [InlineData("hostName: a_b", "1:11: hostName: must have the form [A-Za-z0-9-]+, found 'a_b'")]
    [InlineData("index: -1", "1:1: inputs: its rules cannot be checked (InvalidOperationException)")]
    [InlineData("hostName: abcdefghijklmnop", "1:11: hostName: must have 1 to 15 characters, found 'abcdefghijklmnop'")]
    [InlineData("suffixes: []", "1:11: suffixes: must have at least 1 item")]
    [InlineData("suffixes: [a, [b]]", "1:15: suffixes[1]: expected a text, found a list")]
    [InlineData("suffixes: [a, 12345678901]", "1:15: suffixes[1]: must have at most 10 characters, found '12345678901'")]
    [InlineData("tags: [Name, Nam]", "1:14: tags[1]: must be one of AllTags, Name, found 'Nam'")]
    [InlineData("password: x", "1:11: password: expected a map of keys, found a text")]
    [InlineData("password: {}", "1:11: password lacks the key 'type', which must be given")]
    [InlineData("passwords: [{ type: random, dat: x }]", "1:29: passwords[0] has no key 'dat'; did you mean 'data'?")]
    [InlineData("registry: { A: {}, a: {} }", "1:20: registry: 'a' stands here twice; its case does not count")]
    [InlineData("counts: { a: x }", "1:14: counts.a: expected a whole number, found 'x'")]
    [InlineData("metric: 13", "1:1: inputs: metric 13 does not go with a reboot")]
    [InlineData("{ index: 15 }", "1:1: inputs: index and metric must differ")]
    [InlineData("[1]", "1:1: inputs: expected a map of keys, found a list")]
    public void Says_what_is_wrong_and_where(string text, string error) => Assert.Equal(error, Error(text));

    [Fact]
    public void Reports_all_errors_in_the_order_of_the_document()
    {
        var errors = ConfigurationAssert.Errors(() => Bind("wait: 5\nmetrik: 1\npassword:\n  data: x\nreboot: no\n"));

        Assert.Equal(["1:7", "2:1", "4:3", "4:9", "5:9"], errors.Select(error => error[..3]));
    }

    [Theory]
    [InlineData("password: { type: static, data: Pa }")]
    [InlineData("password: { type: static, data: PasswordPasswordPassword }")]
    [InlineData("password: { type: static, data: [Password] }")]
    [InlineData("password: Password")]
    [InlineData("passwords: Password")]
    public void Never_repeats_a_secret(string text) => Assert.DoesNotContain("Pa", Error(text), StringComparison.Ordinal);

    private static string Error(string text) => ConfigurationAssert.Error(() => Bind(text));

    private static SampleInputs Bind(string text)
    {
        var document = YamlDocumentReader.Read(text, "test.yml");
        var errors = new ConfigurationErrors(document.File);
        var bound = new InputBinder(errors).Bind(typeof(SampleInputs), document.Root, "inputs");
        errors.ThrowIfAny();
        return (SampleInputs)bound!;
    }
}
