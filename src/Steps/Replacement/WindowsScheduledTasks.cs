using System.Runtime.Versioning;
using System.Xml.Linq;
using OpenLaunch.Steps.BootTask.Native;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Replacement;

/// <summary>The scheduled tasks of this Windows that run as LocalSystem.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsScheduledTasks : IScheduledTasks
{
    /// <exception cref="WindowsException">The task scheduler does not answer.</exception>
    public Task<bool?> IsEnabledAsync(string name, CancellationToken cancellationToken) =>
        TaskSchedulerFolder.UseAsync(
            "read", name, folder => folder.Find(name) is { } task ? task.get_Enabled() != 0 : (bool?)null, cancellationToken);

    /// <exception cref="WindowsException">There is no such task, or the task scheduler refused.</exception>
    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken) =>
        TaskSchedulerFolder.UseAsync(
            enabled ? "enable" : "disable",
            name,
            folder =>
            {
                // Registered anew with the one difference, as EC2Launch v1 does it with these tasks itself.
                var xml = ScheduledTaskXml.WithEnabled(folder.GetTask(name).get_Xml(), enabled);
                return folder.RegisterAsSystem(name, xml, TaskSchedulerNative.TASK_UPDATE);
            },
            cancellationToken);
}

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
