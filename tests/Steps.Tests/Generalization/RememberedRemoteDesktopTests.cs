using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Tests.Generalization;

public sealed class RememberedRemoteDesktopTests : IDisposable
{
    private static readonly SetupState Over = new(SetupState.Complete);

    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-").FullName;
    private readonly RemoteDesktopSwitch remoteDesktop = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_is_open_again_after_a_Sysprep_that_was_cut_off()
    {
        On("machine-a").Set(open: false);
        Assert.True(On("machine-a").Reopen(Over));
        Assert.True(remoteDesktop.IsOpen);
        Assert.False(On("machine-a").Reopen(Over));
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public void A_second_Sysprep_that_fails_opens_what_the_first_found_open()
    {
        On("machine-a").Set(open: false);
        Assert.True(On("machine-a").IsOpen);
    }

    [Fact]
    public void It_stays_closed_on_an_instance_of_the_image()
    {
        On("machine-a").Set(open: false);
        Assert.False(On("machine-b").Reopen(Over));
        Assert.False(remoteDesktop.IsOpen);
    }

    [Fact]
    public void It_stays_closed_on_a_generalized_Windows_whose_administrator_has_no_password()
    {
        On("machine-a").Set(open: false);
        Assert.False(On("machine-a").Reopen(new SetupState("IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE")));
        Assert.False(remoteDesktop.IsOpen);
    }

    [Fact]
    public void What_was_closed_before_stays_closed()
    {
        remoteDesktop.Set(open: false);
        On("machine-a").Set(open: false);
        Assert.False(On("machine-a").Reopen(Over));
        Assert.False(remoteDesktop.IsOpen);
    }

    private RememberedRemoteDesktop On(string machine) => new(remoteDesktop, folder, machine);
}
