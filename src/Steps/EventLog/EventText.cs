using OpenLaunch.Core.Console;

namespace OpenLaunch.Steps.EventLog;

/// <summary>What an event says: no more than one inserted text takes, and nothing that whoever shows it would obey.</summary>
internal static class EventText
{
    private const int Most = 31_839; // ReportEvent

    public static string Of(string message)
    {
        var text = PrintableText.Block(message).ReplaceLineEndings("\r\n");
        return text.Length > Most ? text[..Most] : text;
    }
}
