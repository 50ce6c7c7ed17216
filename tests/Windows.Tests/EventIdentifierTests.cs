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

    [Fact]
    public void An_event_holds_nothing_that_a_terminal_obeys() =>
        Assert.Equal("a?[2J?b?c\r\nd", EventText.Of("a\u001b[2J\u0007b\u202ec\nd"));

    [Fact]
    public void An_event_is_no_longer_than_Windows_takes_it() =>
        Assert.Equal(31_839, EventText.Of(new string('x', 100_000)).Length);
}
