using System.Xml.Linq;

namespace OpenLaunch.Steps.BootTask;

/// <summary>The definition of the boot task in the task scheduler's XML (Task Scheduler Schema).</summary>
internal static class BootTaskXml
{
    public const string LocalSystem = "S-1-5-18";

    private static readonly XNamespace Schema = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    public static string Build(string program, string arguments, bool enabled)
    {
        // No time limit: each step has its own. Not the default priority 7, which also lowers the priority of disk access,
        // nor EC2Launch's 0, which is real time: 4 is what a process has that is started by hand.
        var task = new XElement(
            Schema + "Task",
            new XAttribute("version", "1.2"),
            Element("RegistrationInfo", Element("Description", "Initialises the EC2 instance when Windows starts.")),
            Element("Triggers", Element("BootTrigger", Element("Enabled", "true"))),
            Element(
                "Principals",
                new XElement(
                    Schema + "Principal",
                    new XAttribute("id", "Author"),
                    Element("UserId", LocalSystem),
                    Element("RunLevel", "HighestAvailable"))),
            Element(
                "Settings",
                Element("MultipleInstancesPolicy", "IgnoreNew"),
                Element("DisallowStartIfOnBatteries", "false"),
                Element("StopIfGoingOnBatteries", "false"),
                Element("AllowHardTerminate", "false"),
                Element("StartWhenAvailable", "true"),
                Element("IdleSettings", Element("StopOnIdleEnd", "false")),
                Element("Enabled", enabled ? "true" : "false"),
                Element("ExecutionTimeLimit", "PT0S"),
                Element("Priority", "4")),
            new XElement(
                Schema + "Actions",
                new XAttribute("Context", "Author"),
                Element("Exec", Element("Command", program), Element("Arguments", arguments))));
        return task.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Element(string name, params object[] content) => new(Schema + name, content);
}
