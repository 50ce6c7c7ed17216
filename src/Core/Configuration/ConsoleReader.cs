using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Configuration;

/// <summary>Reads <c>console:</c>.</summary>
internal sealed class ConsoleReader(ConfigurationErrors errors)
{
    public ConsoleSettings Read(MapReader? section)
    {
        var settings = new ConsoleSettings();
        if (section is null)
            return settings;
        var port = section.Text("port");
        if (port is not null && !IsPort(port))
            section.Refuse("port", "must be auto or a serial port such as COM1");
        var topics = Topics(section);
        settings = new()
        {
            Port = port ?? settings.Port,
            Style = section.Word<ConsoleStyle>("style") ?? settings.Style,
            Include = section.Has("include") ? topics : settings.Include,
        };
        section.RefuseOtherKeys();
        return settings;
    }

    private List<string> Topics(MapReader section)
    {
        var topics = new List<string>();
        foreach (var item in section.List("include"))
        {
            if (section.TextOf(item, "include") is not { } topic)
                continue;
            if (Array.IndexOf(ConfigurationLimits.ConsoleTopics, topic) < 0)
                errors.Add(item.Position, $"include: there is no topic {Wording.Quote(topic)}{Nearest(topic)}");
            else if (topics.Contains(topic))
                errors.Add(item.Position, $"include: {Wording.Quote(topic)} stands here twice");
            topics.Add(topic);
        }

        return topics;
    }

    private static string Nearest(string topic) => Wording.Suggestion(topic, ConfigurationLimits.ConsoleTopics);

    private static bool IsPort(string port) =>
        port == "auto" || (port.Length is >= 4 and <= 6 && port.StartsWith("COM", StringComparison.OrdinalIgnoreCase)
            && port[3] != '0' && !port.AsSpan(3).ContainsAnyExceptInRange('0', '9'));
}
