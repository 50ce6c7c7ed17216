using System.Text.Json;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Schema;

/// <summary>The schema of what is the same whatever the catalogue holds: the sections and the group.</summary>
internal static class FrameSchema
{
    public static void WriteRoot(Utf8JsonWriter json)
    {
        json.StartClosedObject("version", "steps");
        json.StartProperty("version", "The version of the form of this document");
        json.WriteNumber("const", 1);
        json.WriteEndObject();
        json.WriteReferenceTo("metadata", "How the run uses the instance metadata service", "metadata");
        json.WriteReferenceTo("defaults", "What holds for entries that do not say otherwise", "defaults");
        json.WriteReferenceTo("console", "What is written to the instance console", "console");
        json.StartProperty("extensions", "The assemblies that custom steps are in");
        json.WriteString("type", "array");
        json.WriteStartObject("items");
        json.WriteReference("extension");
        json.WriteEndObject();
        json.WriteEndObject();
        json.StartProperty("steps", "The steps to run, in this order");
        json.WriteString("type", "array");
        json.WriteNumber("minItems", 1);
        json.WriteStartObject("items");
        WriteEntryOrGroup(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteDefinitions(Utf8JsonWriter json)
    {
        json.StartProperty("duration", "A duration: 100ms, 30s, 5m, 2h, 1d, or together: 1h30m");
        json.WriteString("type", "string");
        json.WriteString("pattern", DurationText.Pattern);
        json.WriteEndObject();
        WriteMetadata(json);
        WriteDefaults(json);
        WriteConsole(json);
        WriteExtension(json);
        ConditionsSchema.WriteRetry(json);
        ConditionsSchema.WriteConditions(json);
        WriteGroup(json);
    }

    private static void WriteEntryOrGroup(Utf8JsonWriter json)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("if");
        json.WriteStrings("required", ["parallel"]);
        json.WriteEndObject();
        json.WriteStartObject("then");
        json.WriteReference("group");
        json.WriteEndObject();
        json.WriteStartObject("else");
        json.WriteReference("entry");
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json)
    {
        var settings = new MetadataSettings();
        json.WriteStartObject("metadata");
        json.StartClosedObject();
        json.WriteDuration("timeout", "How long a run waits for the service in all",
            ConfigurationLimits.LeastTimeout, ConfigurationLimits.MostMetadataTimeout, settings.Timeout);
        json.WriteFlag("allowV1", "Whether version 1, without a session token, may be used", settings.AllowV1);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteDefaults(Utf8JsonWriter json)
    {
        json.WriteStartObject("defaults");
        json.StartClosedObject();
        ConditionsSchema.WritePolicy(json, new EntryDefaults());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConsole(Utf8JsonWriter json)
    {
        var settings = new ConsoleSettings();
        json.WriteStartObject("console");
        json.StartClosedObject();
        json.StartProperty("port", "The serial port, or auto for the one that the firmware names");
        json.WriteString("type", "string");
        json.WriteString("pattern", "^(auto|[Cc][Oo][Mm][1-9][0-9]{0,2})$");
        json.WriteString("default", settings.Port);
        json.WriteEndObject();
        json.StartProperty("include", "The topics that are written");
        json.WriteString("type", "array");
        json.WriteBoolean("uniqueItems", true);
        json.WriteStartObject("items");
        json.WriteStrings("enum", ConfigurationLimits.ConsoleTopics);
        json.WriteEndObject();
        json.WriteStrings("default", [.. settings.Include]);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteExtension(Utf8JsonWriter json)
    {
        json.WriteStartObject("extension");
        json.StartClosedObject("path");
        json.StartProperty("path", "The assembly; a relative path starts at this document's folder");
        json.WriteString("type", "string");
        json.WriteNumber("minLength", 1);
        json.WriteEndObject();
        json.StartProperty("sha256", "The SHA-256 that the file must have");
        json.WriteTextType();
        json.WriteString("pattern", "^[0-9a-fA-F]{64}$");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json)
    {
        json.WriteStartObject("group");
        json.StartClosedObject("parallel");
        json.StartProperty("parallel", "Entries that run at the same time");
        json.WriteString("type", "array");
        json.WriteNumber("minItems", 1);
        json.WriteStartObject("items");
        json.WriteReference("entry");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
