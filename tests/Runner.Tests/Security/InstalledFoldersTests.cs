using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Tests.Security;

public sealed class InstalledFoldersTests
{
    [Fact]
    public void Of_the_installed_agents_folders_users_may_read_the_log_alone_and_not_what_scripts_print()
    {
        var folders = new StateFolders("config", "state", "log");

        Assert.Equal(["log"], folders.Installed.Where(folder => folder.UsersMayRead).Select(folder => folder.Path));
        Assert.Equal(
            ["config", "state", "log", folders.Scripts.WorkFolder, folders.Scripts.LogFolder],
            folders.Installed.Select(folder => folder.Path));
    }
}
