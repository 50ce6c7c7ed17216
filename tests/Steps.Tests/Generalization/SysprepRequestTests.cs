using OpenLaunch.Core.Engine;
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
        var wish = new SysprepWish
        {
            Shutdown = shutdown, PerBoot = perBoot, Account = SysprepAccount.Caller, Wait = TimeSpan.FromSeconds(90),
        };
        new SysprepRequest(folder).Make(wish);
        Assert.Equal(wish, new SysprepRequest(folder).Take());
        Assert.Null(new SysprepRequest(folder).Take());
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void The_later_wish_counts()
    {
        var request = new SysprepRequest(folder);
        request.Make(new SysprepWish { Shutdown = true, PerBoot = true });
        request.Make(new SysprepWish());
        Assert.Equal(new SysprepWish(), request.Take());
    }

    [Fact]
    public void What_is_no_request_is_told_and_removed()
    {
        var path = Path.Combine(folder, SysprepRequest.FileName);
        File.WriteAllText(path, "shutdown");
        Assert.Contains(
            "call 'openlaunch sysprep' again", Assert.Throws<MachineException>(new SysprepRequest(folder).Take).Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }
}
