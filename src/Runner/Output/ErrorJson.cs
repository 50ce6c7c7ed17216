using System.Text.Json;

namespace OpenLaunch.Runner.Output;

/// <summary>The JSON that a verb with <c>--json</c> ends with when it could not do its work.</summary>
internal static class ErrorJson
{
    public static string Write(int code, string message) => JsonSerializer.Serialize(
        new ErrorDocument(1, new(code, message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))),
        OutputJson.Printed.ErrorDocument);
}

internal sealed record ErrorDocument(int Schema, Error Error);

internal sealed record Error(int ExitCode, IReadOnlyList<string> Messages);
