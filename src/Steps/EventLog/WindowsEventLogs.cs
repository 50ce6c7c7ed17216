using System.Globalization;
using System.Runtime.Versioning;
using System.Xml;
using System.Xml.Linq;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.EventLog;

/// <summary>Those of this Windows, by <c>wevtutil</c> (Microsoft Learn, "wevtutil"), which puts the texts in.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsEventLogs : IEventLogs
{
    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(EventQuery query, CancellationToken cancellationToken)
    {
        var source = query.Source.Length == 0 ? "" : $" and Provider[@Name='{query.Source}']";
        return ReadAsync(query.LogName, $"(Level={query.LevelNumber}){source}", query.NumEntries, cancellationToken);
    }

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        string log, string source, IReadOnlyList<int> ids, int most, CancellationToken cancellationToken)
    {
        var numbers = string.Join(" or ", ids.Select(id => string.Create(CultureInfo.InvariantCulture, $"EventID={id}")));
        return ReadAsync(log, $"Provider[@Name='{source}'] and ({numbers})", most, cancellationToken);
    }

    private static async Task<IReadOnlyList<LoggedEvent>> ReadAsync(
        string log, string condition, int most, CancellationToken cancellationToken)
    {
        var said = await WindowsTool.RunAsync(
            "wevtutil.exe",
            [
                "qe", log, $"/q:*[System[{condition}]]",
                $"/c:{most.ToString(CultureInfo.InvariantCulture)}", "/rd:true", "/f:RenderedXml", "/e:Events",
            ],
            cancellationToken);
        try
        {
            return RenderedEvents.Parse(said, log);
        }
        catch (XmlException exception)
        {
            throw new WindowsException(
                $"What wevtutil says of the event log {log} is no XML: {exception.Message}", null);
        }
    }
}

/// <summary>Reads what <c>wevtutil</c> says in the form <c>RenderedXml</c>.</summary>
internal static class RenderedEvents
{
    /// <exception cref="XmlException">It is no XML.</exception>
    public static IReadOnlyList<LoggedEvent> Parse(string said, string log)
    {
        // Texts of events hold what XML forbids: whoever writes them is asked for no form, and wevtutil hands it on. The reader
        // can be told to take such a character as a reference to its number, not as itself.
        var allowed = said.Trim().Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD');
        using var reader = XmlReader.Create(
            new StringReader(string.Concat(allowed)),
            new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false });
        return [.. XDocument.Load(reader).Root!.Elements().Select(entry => Read(entry, log))];
    }

    private static LoggedEvent Read(XElement entry, string log)
    {
        var level = int.TryParse(Find(entry, "Level")?.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var time = DateTimeOffset.TryParse(
            Find(entry, "TimeCreated")?.Attribute("SystemTime")?.Value, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : default;
        return new(
            Find(entry, "Channel")?.Value ?? log, level, Find(entry, "Provider")?.Attribute("Name")?.Value ?? "", time,
            Find(entry, "Message")?.Value.Trim() ?? "")
        {
            Id = int.TryParse(Find(entry, "EventID")?.Value, CultureInfo.InvariantCulture, out var id) ? id : 0,
        };
    }

    private static XElement? Find(XElement entry, string name) =>
        entry.Descendants().FirstOrDefault(element => element.Name.LocalName == name);
}
