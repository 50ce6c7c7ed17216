using System.Xml.Linq;

namespace OpenLaunch.Steps.Replacement;

/// <summary>Edits the definition of a scheduled task (Task Scheduler Schema).</summary>
internal static class ScheduledTaskXml
{
    /// <summary>Enables or disables a task.</summary>
    /// <exception cref="System.Xml.XmlException">The text is no XML.</exception>
    public static string WithEnabled(string xml, bool enabled)
    {
        var task = XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Root!;
        var schema = task.Name.Namespace;
        if (task.Element(schema + "Settings") is not { } settings)
            task.Add(settings = new XElement(schema + "Settings"));
        settings.SetElementValue(schema + "Enabled", enabled ? "true" : "false");
        return task.ToString(SaveOptions.DisableFormatting);
    }
}
