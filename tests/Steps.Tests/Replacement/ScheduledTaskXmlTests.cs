using System.Xml.Linq;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Replacement;

namespace OpenLaunch.Steps.Tests.Replacement;

public class ScheduledTaskXmlTests
{
    private const string Schema = "xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\"";

    [Fact]
    public void Disables_a_task_and_leaves_all_else()
    {
        var enabled = BootTaskXml.Build(@"C:\Windows\System32\cmd.exe", "/C \"a & b\"", enabled: true);
        Assert.Equal(
            BootTaskXml.Build(@"C:\Windows\System32\cmd.exe", "/C \"a & b\"", enabled: false),
            ScheduledTaskXml.WithEnabled(enabled, enabled: false));
        Assert.Equal(enabled, ScheduledTaskXml.WithEnabled(enabled, enabled: true));
    }

    [Theory]
    [InlineData("<Task " + Schema + "/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-16\"?><Task " + Schema + "><Settings/></Task>")]
    public void Says_it_where_the_definition_left_it_to_the_default(string xml) => Assert.Equal(
        "false",
        XElement.Parse(ScheduledTaskXml.WithEnabled(xml, enabled: false)).Descendants()
            .Single(element => element.Name.LocalName == "Enabled").Value);
}
