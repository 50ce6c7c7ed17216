using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.EventLog;

namespace OpenLaunch.Windows.Tests;

public class EventIdentifierTests
{
    [Theory]
    [InlineData("addRoutes", EventSeverity.Success, 2010)]
    [InlineData("addRoutes", EventSeverity.Error, 2013)]
    [InlineData("setAdminAccount", EventSeverity.Warning, 3052)]
    [InlineData("announceReady", EventSeverity.Success, 5000)]
    [InlineData("runUserData", EventSeverity.Information, 7051)]
    [InlineData("aStepOfTheUser", EventSeverity.Error, 3)]
    [InlineData(null, EventSeverity.Information, 1)]
    public void Is_that_of_EC2Launch_v2(string? step, object severity, int expected) =>
        Assert.Equal(expected, EventIdentifier.Of(step, (EventSeverity)severity));

    [Theory]
    [InlineData("setWallpaper", EventPlace.Plan, 3070)]
    [InlineData("setWallpaper", EventPlace.AfterReady, 6010)]
    [InlineData("setWallpaper", EventPlace.UserData, 7010)]
    [InlineData("enableOpenSsh", EventPlace.Plan, 3100)]
    [InlineData("enableOpenSsh", EventPlace.UserData, 7100)]
    [InlineData("setHostName", EventPlace.AfterReady, 6030)]
    [InlineData("setHostName", EventPlace.UserData, 7030)]
    [InlineData("executeProgram", EventPlace.UserData, 7040)]
    [InlineData("executeScript", EventPlace.UserData, 7050)]
    [InlineData("initializeVolume", EventPlace.UserData, 7070)]
    [InlineData("writeFile", EventPlace.UserData, 7080)]
    [InlineData("startSsm", EventPlace.UserData, 7090)]
    [InlineData("enableJumboFrames", EventPlace.UserData, 7110)]
    [InlineData("activateWindows", EventPlace.UserData, 3010)] // EC2Launch v2 does not take it there
    [InlineData("sendEventLogs", EventPlace.UserData, 0)]
    public void Tells_where_the_step_ran(string step, object place, int expected) =>
        Assert.Equal(expected, EventIdentifier.Of(step, EventSeverity.Success, (EventPlace)place));

    [Fact]
    public void An_event_holds_nothing_that_a_terminal_obeys() =>
        Assert.Equal("a?[2J?b?c\r\nd", EventText.Of("a\u001b[2J\u0007b\u202ec\nd"));

    [Fact]
    public void An_event_is_no_longer_than_Windows_takes_it() =>
        Assert.Equal(31_839, EventText.Of(new string('x', 100_000)).Length);
}
