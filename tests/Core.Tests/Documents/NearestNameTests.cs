using OpenLaunch.Core.Documents;

namespace OpenLaunch.Core.Tests.Documents;

public class NearestNameTests
{
    private static readonly string[] Names = ["addRoutes", "setHostName", "setAdminAccount", "startSsm"];

    [Theory]
    [InlineData("addRoute", "addRoutes")]
    [InlineData("add_routes", "addRoutes")]
    [InlineData("AddRoutes", "addRoutes")]
    [InlineData("sethostnmae", "setHostName")]
    [InlineData("startSmm", "startSsm")]
    public void Finds_what_was_meant(string wrong, string meant) => Assert.Equal(meant, NearestName.Find(wrong, Names));

    [Theory]
    [InlineData("joinDomain")]
    [InlineData("")]
    [InlineData("x")]
    public void Offers_nothing_when_nothing_is_near(string wrong) => Assert.Null(NearestName.Find(wrong, Names));

    [Fact]
    public void Compares_no_endless_name() => Assert.Null(NearestName.Find(new string('a', 1_000_000), Names));
}
