using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

public class UserDataJsonTests
{
    [Fact]
    public void Writes_every_key_of_a_document_and_of_a_script() => Assert.Equal(
        """{"schema":1,"format":"xml","version":null,"persist":true,"detach":false,"runAsLocalSystem":true,"""
        + "\"arguments\":\"-NoProfile\"," + "\"tasks\":["
        + """{"task":"executeScript","type":"batch","runAs":"localSystem","frequency":"always","content":"é < \"b\"\r\n"},"""
        + """{"task":"executeScript","type":"powershell","runAs":"localSystem","frequency":"always","content":"p"}],"""
        + "\"problems\":" + """[{"severity":"warning","line":1,"message":"Text outside of the tags is not run. """
        + """Put it inside <powershell> or <script>, or remove it."}]}""",
        UserDataJson.Write(Parse("x<powershell>p</powershell><script>é < \"b\"\r\n</script><persist>true</persist>"
            + "<runAsLocalSystem>true</runAsLocalSystem><powershellArguments>-NoProfile</powershellArguments>")));

    [Fact]
    public void Writes_no_user_data() => Assert.Equal(
        """{"schema":1,"format":"none","version":null,"persist":false,"detach":false,"runAsLocalSystem":false,"""
        + "\"arguments\":null,\"tasks\":[],\"problems\":[]}",
        UserDataJson.Write(Parse("")));

    [Fact]
    public void Writes_the_inputs_of_other_tasks_as_JSON_values() => Assert.Contains(
        """[{"task":"executeScript","type":"batch","runAs":"admin","frequency":"once","content":"x","detach":true},"""
        + """{"task":"setHostName","inputs":{"hostName":"w07","reboot":false}},{"task":"startSsm"}]""",
        UserDataJson.Write(Parse("""
            version: 1.0
            tasks:
            - task: executeScript
              inputs: [{ frequency: once, type: batch, runAs: admin, content: x, detach: true }]
            - task: setHostName
              inputs: { hostName: w07, reboot: false }
            - task: startSsm
            """)),
        StringComparison.Ordinal);

    [Fact]
    public void Writes_only_what_JSON_calls_a_number_as_a_number() => Assert.Contains(
        """{"a":1,"b":-1.50,"c":"0644","d":"1","e":null,"f":[true,"yes"],"g":".5","h":1e3}""",
        UserDataJson.Write(Parse("#cloud-config\nntp: {a: 1, b: -1.50, c: 0644, d: '1', e: ~, f: [true, yes], g: .5, h: 1e3}")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(UserDataFormat.Mime), "mime")]
    [InlineData(nameof(UserDataFormat.CloudConfig), "cloudConfig")]
    [InlineData(nameof(UserDataFormat.Script), "script")]
    [InlineData(nameof(UserDataFormat.Yaml), "yaml")]
    [InlineData(nameof(UserDataFormat.Unrecognized), "unrecognized")]
    public void Names_the_format(string format, string name) =>
        Assert.Contains($"\"format\":\"{name}\"", UserDataJson.Write(new() { Format = Enum.Parse<UserDataFormat>(format) }), StringComparison.Ordinal);
}
