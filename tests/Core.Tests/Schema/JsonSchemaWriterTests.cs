using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Schema;
using OpenLaunch.Core.Tests.Binding;
using OpenLaunch.Core.Tests.Configuration;
using OpenLaunch.Core.Tests.Documents;

namespace OpenLaunch.Core.Tests.Schema;

public class JsonSchemaWriterTests
{
    [Fact]
    public void Writes_the_same_text_for_the_same_catalogue()
    {
        var text = JsonSchemaWriter.Write(SampleSteps.Catalogue);

        Assert.Equal(text, JsonSchemaWriter.Write(SampleSteps.Catalogue));
        Assert.StartsWith("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Describes_the_inputs_of_a_step_with_ranges_and_defaults() => AssertJson(
        """
        { "type": "object", "additionalProperties": false, "properties": {
          "metric": { "description": "The metric of the routes", "type": "integer", "minimum": 0, "maximum": 9999, "default": 0 },
          "wait": { "description": "How long to wait for an adapter; 1s to 10m",
            "$ref": "#/$defs/duration", "default": "30s" } } }
        """,
        Definition("addRoutesInputs"));

    [Fact]
    public void Lists_required_inputs_without_a_default() => AssertJson(
        """
        { "type": "object", "additionalProperties": false, "required": ["hostName"], "properties": {
          "hostName": { "type": ["string", "number"], "pattern": "^(?:[A-Za-z0-9-]{1,15})$" } } }
        """,
        Definition("setHostNameInputs"));

    [Fact]
    public void Allows_the_list_that_may_stand_for_the_inputs() => AssertJson(
        """
        { "anyOf": [
          { "type": "object", "additionalProperties": false, "required": ["scripts"], "properties": {
            "scripts": { "type": "array", "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["content"],
              "properties": { "content": { "type": ["string", "number"] } } } } } },
          { "type": "array", "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["content"],
              "properties": { "content": { "type": ["string", "number"] } } } } ] }
        """,
        Definition("executeScriptInputs"));

    [Fact]
    public void Marks_a_secret_and_tells_no_value_of_it()
    {
        var password = Definition("setAdminAccountInputs").GetProperty("properties").GetProperty("password");

        AssertJson("""{ "type": "random" }""", password.GetProperty("default"));
        var data = password.GetProperty("properties").GetProperty("data").GetProperty("anyOf")[0];
        Assert.True(data.GetProperty("writeOnly").GetBoolean());
        Assert.Equal(4, data.GetProperty("minLength").GetInt32());
    }

    [Fact]
    public void Knows_every_kind_of_input()
    {
        var catalogue = new StepCatalogue([StepDefinition.For<SampleOfAll, SampleInputs>(_ => new())]);
        using var schema = JsonDocument.Parse(JsonSchemaWriter.Write(catalogue));

        var properties = schema.RootElement.GetProperty("$defs").GetProperty("sampleOfAllInputs").GetProperty("properties");

        AssertJson(
            """{ "enum": ["random", "static", "doNothing", "ipv4"], "default": "random" }""", properties.GetProperty("mode"));
        AssertJson(
            """{ "anyOf": [{ "enum": ["random", "static", "doNothing", "ipv4"] }, { "type": "null" }] }""",
            properties.GetProperty("fallback"));
        AssertJson(
            """
            { "anyOf": [{ "type": ["string", "number"], "enum": ["AllTags", "Name"] },
              { "type": "array", "items": { "type": ["string", "number"], "enum": ["AllTags", "Name"] } }], "default": [] }
            """,
            properties.GetProperty("tags"));
        AssertJson(
            """
            { "type": "object",
              "additionalProperties": { "type": "object", "additionalProperties": { "type": ["string", "number"] } },
              "default": {} }
            """,
            properties.GetProperty("registry"));
        AssertJson("""{ "type": "array", "items": { "type": "integer" }, "default": [] }""", properties.GetProperty("numbers"));
        AssertJson("{}", properties.GetProperty("as-is"));
        Assert.False(properties.TryGetProperty("computed", out _));
    }

    [Fact]
    public void Ties_the_inputs_to_the_step_that_an_entry_names()
    {
        var choices = Definition("entry").GetProperty("allOf").EnumerateArray().ToList();

        Assert.Equal(SampleSteps.Catalogue.Definitions.Count, choices.Count);
        AssertJson(
            """
            { "if": { "properties": { "step": { "const": "setHostName" } }, "required": ["step"] },
              "then": { "required": ["inputs"], "properties": {
                "frequency": { "default": "perInstance" }, "inputs": { "$ref": "#/$defs/setHostNameInputs" } } } }
            """,
            choices[3]);
    }

    [Theory]
    [InlineData("", "x: 1")]
    [InlineData("metadata", "metadata: { x: 1 }")]
    [InlineData("defaults", "defaults: { x: 1 }")]
    [InlineData("retry", "defaults: { retry: { x: 1 } }")]
    [InlineData("console", "console: { x: 1 }")]
    [InlineData("extension", "extensions: [{ x: 1 }]")]
    [InlineData("entry", "steps: [{ x: 1 }]")]
    [InlineData("conditions", "steps: [{ step: addRoutes, when: { x: 1 } }]")]
    [InlineData("group", "steps: [{ parallel: [], x: 1 }]")]
    [InlineData("addRoutesInputs", "steps: [{ step: addRoutes, inputs: { x: 1 } }]")]
    public void Has_the_keys_that_the_reader_knows(string definition, string document)
    {
        var reader = new ConfigurationReader(SampleSteps.Catalogue);
        var error = ConfigurationAssert.Errors(() => reader.Read(document, "test.yml"))
            .Single(error => error.Contains("has no key 'x'; valid are ", StringComparison.Ordinal));

        var known = error[(error.IndexOf("valid are ", StringComparison.Ordinal) + 10)..].Split(", ");
        var described = Definition(definition).GetProperty("properties").EnumerateObject().Select(property => property.Name);
        Assert.Equal(known.Order(), described.Order());
    }

    [Fact]
    public void Does_not_follow_a_class_that_holds_itself()
    {
        var catalogue = new StepCatalogue([StepDefinition.For<SampleOfItself, Tree>(_ => new())]);
        using var schema = JsonDocument.Parse(JsonSchemaWriter.Write(catalogue));

        AssertJson(
            """
            { "type": "object", "additionalProperties": false, "properties": {
              "children": { "type": "array", "items": { "type": "object" }, "default": [] } } }
            """,
            schema.RootElement.GetProperty("$defs").GetProperty("sampleOfItselfInputs"));
    }

    [Fact]
    public void The_frame_tells_the_limits_that_the_reader_goes_by()
    {
        AssertDuration("metadata", "timeout", ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostMetadataTimeout);
        AssertDuration("defaults", "timeout", ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostTimeout);
        AssertDuration("entry", "timeout", ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostTimeout);
        AssertDuration("retry", "delay", TimeSpan.Zero, ConfigurationLimits.MostDelay);
        AssertDuration("retry", "maxDelay", TimeSpan.Zero, ConfigurationLimits.MostDelay);
        Assert.Equal(ConfigurationLimits.LeastAttempts, Property("retry", "attempts").GetProperty("minimum").GetInt32());
        Assert.Equal(ConfigurationLimits.MostAttempts, Property("retry", "attempts").GetProperty("maximum").GetInt32());
        Assert.Equal(
            $"^[^, ]([^,]{{0,{ConfigurationLimits.LongestName - 2}}}[^, ])?$", Text(Property("entry", "name"), "pattern"));
        Assert.Equal(OsBuildCondition.Pattern, Text(Property("conditions", "osBuild"), "pattern"));
        Assert.Equal(DurationText.Pattern, Text(Definition("duration"), "pattern"));
        Assert.Equal(
            ConfigurationLimits.ConsoleTopics, Words(Property("console", "include").GetProperty("items").GetProperty("enum")));
        Assert.Equal(EnumWords.Of(typeof(ErrorPolicy)).Keys, Words(Property("defaults", "onError").GetProperty("enum")));
        Assert.Equal(EnumWords.Of(typeof(ErrorPolicy)).Keys, Words(Property("entry", "onError").GetProperty("enum")));
        Assert.Equal(EnumWords.Of(typeof(StepFrequency)).Keys, Words(Property("entry", "frequency").GetProperty("enum")));
    }

    [Fact]
    public void The_frame_tells_the_defaults_that_the_reader_takes()
    {
        var (metadata, console, entry) = (new MetadataSettings(), new ConsoleSettings(), new EntryDefaults());

        Assert.Equal(DurationText.Format(metadata.Timeout), Text(Property("metadata", "timeout"), "default"));
        Assert.Equal(metadata.AllowV1, Property("metadata", "allowV1").GetProperty("default").GetBoolean());
        Assert.Equal(DurationText.Format(entry.Timeout), Text(Property("defaults", "timeout"), "default"));
        Assert.Equal(CamelCase.Of(entry.OnError.ToString()), Text(Property("defaults", "onError"), "default"));
        Assert.Equal(DurationText.Format(ConfigurationLimits.DefaultDelay), Text(Property("retry", "delay"), "default"));
        Assert.Equal(DurationText.Format(ConfigurationLimits.DefaultMaxDelay), Text(Property("retry", "maxDelay"), "default"));
        Assert.Equal(console.Port, Text(Property("console", "port"), "default"));
        Assert.Equal(console.Include, Words(Property("console", "include").GetProperty("default")));
    }

    private static void AssertDuration(string definition, string key, TimeSpan least, TimeSpan most) => Assert.EndsWith(
        $"; {DurationText.Format(least)} to {DurationText.Format(most)}", Text(Property(definition, key), "description"),
        StringComparison.Ordinal);

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;

    private static IEnumerable<string> Words(JsonElement list) => list.EnumerateArray().Select(word => word.GetString()!);

    private static JsonElement Property(string definition, string key) =>
        Definition(definition).GetProperty("properties").GetProperty(key);

    private static void AssertJson(string expected, JsonElement actual)
    {
        using var document = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(document.RootElement, actual), actual.GetRawText()); // The order of keys says nothing.
    }

    private static JsonElement Definition(string name)
    {
        using var schema = JsonDocument.Parse(JsonSchemaWriter.Write(SampleSteps.Catalogue));
        var root = schema.RootElement.Clone();
        return name.Length == 0 ? root : root.GetProperty("$defs").GetProperty(name);
    }
}

[OpenLaunch.Core.Engine.Step("sampleOfAll", "Takes every kind of input")]
public sealed class SampleOfAll : SampleStep<SampleInputs>;

[OpenLaunch.Core.Engine.Step("sampleOfItself", "Takes a class that holds itself")]
public sealed class SampleOfItself : SampleStep<Tree>;

public sealed record Tree
{
    public IReadOnlyList<Tree> Children { get; init; } = [];
}
