using System.Globalization;
using System.Text.RegularExpressions;
using OpenLaunch.Steps.EventLog;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>What Windows and a key management service last said to each other.</summary>
/// <param name="Time">When.</param>
/// <param name="IsAnswer">Whether the service answered; else Windows asked, and no answer came.</param>
/// <param name="Code">The result that Windows noted: 0 for success; null when it cannot be read.</param>
internal sealed partial record KmsExchange(DateTimeOffset Time, bool IsAnswer, int? Code)
{
    private const int Asked = 12288;
    private const int Answered = 12289;

    /// <summary>
    /// The client notes each request and each answer in the event log Application, the result first in a list of fields
    /// (Microsoft, "Volume Activation Operations Guide", table "KMS Events Logged in the Windows Event Log").
    /// </summary>
    public static async Task<KmsExchange?> ReadLatestAsync(IEventLogs logs, CancellationToken cancellationToken)
    {
        var latest = await logs.ReadAsync(
            "Application", "Microsoft-Windows-Security-SPP", [Asked, Answered], 1, cancellationToken);
        return latest is [var entry, ..] ? new(entry.Time, entry.Id == Answered, CodeOf(entry.Message)) : null;
    }

    private static int? CodeOf(string message) =>
        Hexadecimal().Match(message) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"\b0x([0-9A-Fa-f]{1,8})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Hexadecimal();
}
