namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineWatchServiceTests(WineMachine machine)
{
    private const string Service = @"HKLM\SYSTEM\CurrentControlSet\Services\OpenLaunchWatch";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private string LogPath => Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch", "log", "watch.log");

    [Fact]
    public async Task The_watch_starts_with_Windows_as_a_service_and_stops_when_it_is_asked_to()
    {
        await machine.DemandAsync();
        using var install = await machine.StartTracedAsync("fixme+service", "install", "--watch");
        var installed = await install.EndAsync();
        Assert.True(installed.ExitCode == 0, installed.ToString());
        var command = await machine.RegistryAsync(Service, "ImagePath");
        Assert.Equal("\"C:\\Program Files\\OpenLaunch\\openlaunch.exe\" service --watch", command);
        Assert.Equal("EventLog\\0nsi", await machine.RegistryAsync(Service, "DependOnService"));

        // The files of a test belong to whoever runs it, so the service would refuse them.
        await machine.SetRegistryAsync(Service, "ImagePath", $"{command} --insecure-permissions");
        File.Delete(LogPath);
        await machine.RestartAsync();
        await LoggedAsync("the watch starts");

        var updated = await machine.OpenLaunchAsync("install");
        Assert.True(updated.ExitCode == 0, updated.ToString());
        Assert.Contains("stop the service OpenLaunchWatch", updated.Output, StringComparison.Ordinal);
        await LoggedAsync("the watch starts", times: 2);

        var stopped = await machine.RunAsync("net", "stop", "OpenLaunchWatch");
        Assert.True(stopped.ExitCode == 0, stopped.ToString());
        await LoggedAsync("the watch ends after", times: 2);
        await machine.RunAsync("net", "start", "OpenLaunchWatch");
        var removed = await machine.OpenLaunchAsync("uninstall", "--purge");
        Assert.True(removed.ExitCode == 0, removed.ToString());
        Assert.Null(await machine.RegistryAsync(Service, "ImagePath"));
        Assert.False(Directory.Exists(Path.Combine(machine.DriveC, "Program Files", "OpenLaunch")));
    }

    /// <summary>Waits until the log of the watch says something; the test's own bound ends the wait.</summary>
    private async Task LoggedAsync(string line, int times = 1)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(1));
        while (!File.Exists(LogPath) || (await ReadAsync()).Split(line).Length <= times)
            await Task.Delay(Pause, TimeProvider.System, bound.Token);
    }

    private async Task<string> ReadAsync()
    {
        using var log = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await log.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
