using System.Text.Json;
using System.Text.RegularExpressions;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Schema;

namespace OpenLaunch.Core.Tests.Configuration;

public class OsBuildTests
{
    [Theory]
    [InlineData("20348", true)]
    [InlineData("20348.2849", true)]
    [InlineData(">=17763", true)]
    [InlineData("<= 26100.1", true)]
    [InlineData("> 999999999.999999999", true)]
    [InlineData("20348.1234567890", false)]
    [InlineData("1234567890", false)]
    [InlineData("10.0.20348", false)]
    [InlineData("20348.", false)]
    [InlineData("=20348", false)]
    [InlineData(">>20348", false)]
    [InlineData(" 20348", false)]
    [InlineData("20348 ", false)]
    [InlineData("20348\n", false)]
    [InlineData(">=\t20348", false)]
    [InlineData("+20348", false)]
    [InlineData("\u0662\u0660\u0663\u0664\u0668", false)]
    [InlineData("", false)]
    public void Engine_reader_and_schema_take_the_same_conditions(string text, bool isOne)
    {
        Assert.Equal(isOne, OsBuildCondition.TryParse(text, out _));
        Assert.Equal(isOne, Errors(text) is null);
        Assert.Equal(isOne, Regex.IsMatch(text, SchemaPattern().Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.ECMAScript));
    }

    [Theory]
    [InlineData("20348", "20348.2849", true)]
    [InlineData("20348.2849", "20348.2850", false)]
    [InlineData(">= 20348", "20348.1", true)]
    [InlineData("<20348", "20348.1", false)]
    [InlineData(">20348.1", "20348.2", true)]
    [InlineData("20348", "unknown", false)]
    public void A_condition_without_a_revision_leaves_it_out(string condition, string build, bool holds)
    {
        Assert.True(OsBuildCondition.TryParse(condition, out var parsed));
        Assert.Equal(holds, parsed.Holds(build));
    }

    private static string? Errors(string text)
    {
        try
        {
            new ConfigurationReader(SampleSteps.Catalogue).Read(
                $"{{\"version\":1,\"steps\":[{{\"step\":\"addRoutes\",\"when\":{{\"osBuild\":{JsonSerializer.Serialize(text)}}}}}]}}", "test.yml");
            return null;
        }
        catch (ConfigurationException exception)
        {
            return exception.Message;
        }
    }

    private static string SchemaPattern()
    {
        using var schema = JsonDocument.Parse(JsonSchemaWriter.Write(SampleSteps.Catalogue));
        return schema.RootElement.GetProperty("$defs").GetProperty("conditions").GetProperty("properties")
            .GetProperty("osBuild").GetProperty("pattern").GetString()!;
    }
}
