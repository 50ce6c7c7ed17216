using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Steps.Tests.Generalization;

public sealed class SysprepRequestTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_wish_is_taken_as_it_was_made_and_once(bool shutdown, bool perBoot)
    {
        new SysprepRequest(folder).Make(new SysprepWish(shutdown, perBoot));
        Assert.Equal(new SysprepWish(shutdown, perBoot), new SysprepRequest(folder).Take());
        Assert.Null(new SysprepRequest(folder).Take());
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void The_later_wish_counts()
    {
        var request = new SysprepRequest(folder);
        request.Make(new SysprepWish(Shutdown: true, PerBoot: true));
        request.Make(new SysprepWish(Shutdown: false, PerBoot: false));
        Assert.Equal(new SysprepWish(Shutdown: false, PerBoot: false), request.Take());
    }
}
