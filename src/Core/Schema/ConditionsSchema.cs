using System.Text.Json;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Schema;

/// <summary>The schema of how and when an entry runs.</summary>
internal static class ConditionsSchema
{
    /// <summary>The keys that <c>defaults:</c> and an entry share.</summary>
    public static void WritePolicy(Utf8JsonWriter json, EntryDefaults? standard)
    {
        json.WriteWords("onError", "What a failure means for the entries after it", [.. EnumWords.Of(typeof(ErrorPolicy)).Keys],
            standard is null ? null : CamelCase.Of(standard.OnError.ToString()));
        json.WriteDuration("timeout", "The longest time of one attempt",
            ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostTimeout, standard?.Timeout);
        json.StartProperty("retry", "How a failed attempt is repeated; null: not at all");
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        json.WriteReference("retry");
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "null");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteRetry(Utf8JsonWriter json)
    {
        json.WriteStartObject("retry");
        json.StartClosedObject("attempts");
        json.StartProperty("attempts", "All attempts together");
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", ConfigurationLimits.LeastAttempts);
        json.WriteNumber("maximum", ConfigurationLimits.MostAttempts);
        json.WriteEndObject();
        json.WriteDuration("delay", "The pause before the second attempt; it doubles with jitter",
            TimeSpan.Zero, ConfigurationLimits.MostDelay, ConfigurationLimits.DefaultDelay);
        json.WriteDuration("maxDelay", "The longest pause",
            TimeSpan.Zero, ConfigurationLimits.MostDelay, ConfigurationLimits.DefaultMaxDelay);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteConditions(Utf8JsonWriter json)
    {
        json.WriteStartObject("conditions");
        json.StartClosedObject();
        json.StartProperty("instanceType", "Instance types of which one must match; * and ? are wildcards");
        json.WriteStrings("type", ["string", "array"]);
        json.WriteStartObject("items");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
        json.StartProperty("tag", "Instance tags that must have these values; * and ? are wildcards");
        json.WriteString("type", "object");
        json.WriteStartObject("additionalProperties");
        json.WriteTextType();
        json.WriteEndObject();
        json.WriteEndObject();
        json.StartProperty("osBuild", "The operating system build, alone or after >=, <=, > or <");
        json.WriteTextType();
        json.WriteString("pattern", OsBuildCondition.Pattern);
        json.WriteEndObject();
        json.WriteFlag("firstBoot", "Whether this must be the first run under this instance id, or a later one", standard: null);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
