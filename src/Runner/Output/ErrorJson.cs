using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that a verb with <c>--json</c> ends with when it could not do its work.</summary>
internal static class ErrorJson
{
    private static readonly ErrorJsonContext Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(int code, string message) => JsonSerializer.Serialize(
        new ErrorDocument(1, new(code, message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))), Json.ErrorDocument);
}

internal sealed record ErrorDocument(int Schema, Error Error);

internal sealed record Error(int ExitCode, IReadOnlyList<string> Messages);

[JsonSerializable(typeof(ErrorDocument))]
internal sealed partial class ErrorJsonContext : JsonSerializerContext;
