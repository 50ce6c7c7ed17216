using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Tests.Documents;

namespace OpenLaunch.Core.Tests.Configuration;

public class ConfigurationErrorTests
{
    [Theory]
    [InlineData("[]", "1:1: expected a map of keys, found a list")]
    [InlineData("steps: [{ step: addRoutes }]", "1:1: the document lacks the key 'version', which must be given")]
    [InlineData("version: 2\nsteps: [{ step: addRoutes }]", "1:10: version: must be 1, the only version there is, found '2'")]
    [InlineData("version: 1", "1:1: the document lacks the key 'steps', which must be given")]
    [InlineData("version: 1\nsteps: []", "2:8: steps: must have at least 1 entry")]
    [InlineData("version: 1\nsteps:", "2:7: steps: expected a list, found nothing")]
    [InlineData("version: 1\nstep: []\nsteps: [{ step: addRoutes }]",
        "2:1: the document has no key 'step'; did you mean 'steps'?")]
    public void Says_what_is_wrong_with_the_document(string text, string error) => Assert.Equal(error, Error(text));

    [Theory]
    [InlineData("metadata: { timeout: 2h }", "1:22: timeout: must be from 1s to 1h, found '2h'")]
    [InlineData("metadata: { endpoint: x }", "1:13: metadata has no key 'endpoint'; valid are timeout, allowV1")]
    [InlineData("metadata: 5m", "1:11: metadata: expected a map of keys, found a text")]
    [InlineData("defaults: { onError: ignore }", "1:22: onError: expected one of continue, stop, found 'ignore'")]
    [InlineData("console: { port: LPT1 }", "1:18: port: must be auto or a serial port such as COM1, found 'LPT1'")]
    [InlineData("console: { include: [inf] }", "1:22: include: there is no topic 'inf'; did you mean 'info'?")]
    [InlineData("extensions: [{ sha256: ab }]", "1:14: the extension lacks the key 'path', which must be given",
        "1:24: sha256: must be 64 hexadecimal digits, found 'ab'")]
    [InlineData("extensions: [{ path: \"a\\0.dll\" }]",
        "1:22: path: holds a character that no path has, found the quoted text 'a\\u0000.dll'")]
    public void Says_what_is_wrong_with_a_section(string section, params string[] errors) =>
        Assert.Equal(errors, ConfigurationAssert.Errors(() => Read($"{section}\nversion: 1\nsteps: [{{ step: addRoutes }}]")));

    [Theory]
    [InlineData("addRoutes", "1:1: steps: expected a map with the key 'step' or 'parallel', found 'addRoutes'")]
    [InlineData("{ step: addRoute }", "1:9: step: there is no step 'addRoute'; did you mean 'addRoutes'?")]
    [InlineData("{ name: a }", "1:1: the entry lacks the key 'step', which must be given")]
    [InlineData("{ step: addRoutes, timeout: 500ms }", "1:29: timeout: must be from 1s to 1d, found '500ms'")]
    [InlineData("{ step: addRoutes, retry: { attempts: 1 } }", "1:39: attempts: must be from 2 to 100, found '1'")]
    [InlineData("{ step: addRoutes, retry: { attempts: 3, delay: 9s, maxDelay: 1s } }",
        "1:63: maxDelay: must not be shorter than the delay, 9s, found '1s'")]
    [InlineData("{ step: addRoutes, when: { osBuild: 2022 R2 } }",
        "1:37: osBuild: must be a build such as 20348 or 20348.2849, or one with >=, <=, > or < before it, found '2022 R2'")]
    [InlineData("{ step: addRoutes, when: { tags: {} } }", "1:28: when has no key 'tags'; did you mean 'tag'?")]
    [InlineData("{ step: addRoutes, when: { tag: a } }", "1:33: tag: expected a map of keys, found a text")]
    [InlineData("{ step: addRoutes, name: 'a,b' }",
        "1:26: name: 'a,b' must be 1 to 100 characters without commas, line ends and outer spaces")]
    [InlineData("{ step: addRoutes, inputs: { metrics: 1 } }", "1:30: inputs has no key 'metrics'; did you mean 'metric'?")]
    [InlineData("{ step: addRoutes, inputs: x }", "1:28: inputs: expected a map of keys, found a text")]
    [InlineData("{ step: setHostName }", "1:1: inputs lacks the key 'hostName', which must be given")]
    [InlineData("{ step: waitForSysprep, inputs: { a: 1 } }", "1:35: inputs has no key 'a'; there are none")]
    [InlineData("{ parallel: [] }", "1:13: parallel: must have at least 1 entry")]
    [InlineData("{ parallel: [{ parallel: [] }] }", "1:16: parallel: a group cannot stand in a group; list its entries here")]
    [InlineData("{ parallel: [{ step: addRoutes }], name: x }", "1:36: the group has no key 'name'; valid are parallel")]
    public void Says_what_is_wrong_with_an_entry(string entry, string error) =>
        Assert.Equal(error, Error($"{{ version: 1, steps: [\n{entry}\n] }}", 1));

    [Fact]
    public void Wants_each_entry_to_have_a_name_of_its_own()
    {
        var error = Error("version: 1\nsteps:\n  - step: addRoutes\n  - parallel:\n      - step: addRoutes\n");

        Assert.Equal("5:15: the name 'addRoutes' is taken by line 3; give this entry another 'name:'", error);
    }

    [Fact]
    public void Reports_all_errors_of_all_parts_in_the_order_of_the_document()
    {
        var errors = ConfigurationAssert.Errors(() => Read("""
            version: 3
            metadata: { timeot: 1s }
            steps:
              - step: addRoute
                enabled: yes
              - step: addRoutes
                inputs: { metric: x, wait: 1h }
              - parallel:
                  - { step: waitForSysprep, frequency: never }
            extra: 1
            """));

        Assert.Equal(["1:10", "2:13", "4:11", "5:14", "7:23", "7:32", "9:44", "10:1"], errors.Select(e => e.Split(": ")[0]));
    }

    [Fact]
    public void Names_the_file_in_each_line_of_the_message()
    {
        var exception = Assert.Throws<ConfigurationException>(() => Read("version: 2"));

        var lines = exception.Message.Split(Environment.NewLine);
        Assert.All(lines, line => Assert.StartsWith("test.yml:1:", line, StringComparison.Ordinal));
        Assert.Equal(2, exception.Errors.Count);
    }

    private static string Error(string text) => ConfigurationAssert.Error(() => Read(text));

    /// <summary>The error with its line counted from the line after the first <paramref name="linesBefore"/>.</summary>
    private static string Error(string text, int linesBefore)
    {
        var error = Error(text);
        var colon = error.IndexOf(':', StringComparison.Ordinal);
        return int.Parse(error[..colon], System.Globalization.CultureInfo.InvariantCulture) - linesBefore + error[colon..];
    }

    private static LaunchConfiguration Read(string text) => new ConfigurationReader(SampleSteps.Catalogue).Read(text, "test.yml");
}
