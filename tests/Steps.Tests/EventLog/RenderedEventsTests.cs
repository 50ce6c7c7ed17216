using OpenLaunch.Steps.EventLog;

namespace OpenLaunch.Steps.Tests.EventLog;

public class RenderedEventsTests
{
    [Theory]
    [InlineData("disk&#x1;failed")]
    [InlineData("disk\u0001failed")]
    [InlineData("disk\uFFFFfailed")]
    public void A_character_that_XML_forbids_hides_no_event(string text)
    {
        var said = $"""
            <Events><Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>
            <Provider Name="disk"/><EventID>7</EventID><Level>2</Level><TimeCreated SystemTime="2026-11-24T19:30:00.1234567Z"/>
            <Channel>System</Channel></System><RenderingInfo Culture="de-DE"><Message>{text}</Message></RenderingInfo></Event></Events>
            """;

        var found = Assert.Single(RenderedEvents.Parse(said, "System"));

        Assert.Equal(("System", 2, "disk", 7), (found.Log, found.Level, found.Source, found.Id));
        Assert.StartsWith("disk", found.Message, StringComparison.Ordinal);
    }
}
