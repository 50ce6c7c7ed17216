using System.Xml.Linq;
using OpenLaunch.Steps.BootTask;

namespace OpenLaunch.Windows.Tests;

public class BootTaskXmlTests
{
    private static readonly XNamespace Schema = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void Says_whether_Windows_starts_the_task(bool enabled, string expected)
    {
        var settings = XElement.Parse(BootTaskXml.Build("openlaunch.exe", "run", enabled)).Element(Schema + "Settings");
        Assert.Equal(expected, settings?.Element(Schema + "Enabled")?.Value);
    }

    [Fact]
    public void Runs_the_program_as_LocalSystem_when_Windows_starts()
    {
        var task = XElement.Parse(BootTaskXml.Build(@"C:\R&D\openlaunch.exe", "run", enabled: true));
        Assert.Equal(@"C:\R&D\openlaunch.exe", task.Descendants(Schema + "Command").Single().Value);
        Assert.Equal("run", task.Descendants(Schema + "Arguments").Single().Value);
        Assert.Equal("S-1-5-18", task.Descendants(Schema + "UserId").Single().Value);
        Assert.Equal("HighestAvailable", task.Descendants(Schema + "RunLevel").Single().Value);
        Assert.Single(task.Descendants(Schema + "BootTrigger"));
    }
}
