using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Core.Console;

namespace OpenLaunch.Core.Journal;

/// <summary>Turns records into lines and back.</summary>
internal static class JournalSerializer
{
    private static readonly JournalJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true, // a line without a run, for one, is a damaged one
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The record as one line with its line end.</summary>
    public static byte[] ToLine(JournalRecord record) =>
        Encoding.UTF8.GetBytes(PrintableText.Json(JsonSerializer.Serialize(record, Json.JournalRecord)) + "\n");

    /// <summary>The record on a line, or null when the line is damaged.</summary>
    public static JournalRecord? FromLine(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Json.JournalRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The generated serializer; reflection would cost a boot its start-up.</summary>
[JsonSerializable(typeof(JournalRecord))]
internal sealed partial class JournalJson : JsonSerializerContext;
