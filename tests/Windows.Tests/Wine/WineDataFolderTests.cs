namespace OpenLaunch.Windows.Tests.Wine;

[Collection(WineMachine.Collection)]
public class WineDataFolderTests(WineMachine machine)
{
    [Fact]
    public async Task A_request_that_others_can_alter_is_moved_aside_before_anything_reads_it()
    {
        await machine.DemandAsync();
        var root = Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch");
        var planted = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "state")).FullName, "sysprep.request");
        await File.WriteAllTextAsync(planted, "shutdown", TestContext.Current.CancellationToken);
        using (var change = new RunningProcess("chmod", ["666", planted])) // which Wine shows as an entry for Everyone
            await change.EndAsync();

        var result = await machine.OpenLaunchAsync("unschedule");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("sysprep.request, because it can be altered by", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(planted));
        Assert.EndsWith(
            "sysprep.request", Assert.Single(Directory.EnumerateFiles(Path.Combine(root, "not-ours"))), StringComparison.Ordinal);
        Directory.Delete(Path.Combine(root, "not-ours"), recursive: true);
        Assert.Equal(0, (await machine.OpenLaunchAsync("uninstall")).ExitCode);
    }

    [Fact]
    public async Task A_file_with_another_name_elsewhere_is_moved_aside_and_one_with_a_single_name_is_not()
    {
        await machine.DemandAsync();
        var root = Path.Combine(machine.DriveC, "ProgramData", "OpenLaunch");
        var linked = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "state")).FullName, "settled-start");
        var precious = Path.Combine(machine.DriveC, "precious.txt");
        await File.WriteAllTextAsync(precious, "precious", TestContext.Current.CancellationToken);
        using (var link = new RunningProcess("ln", [precious, linked]))
            await link.EndAsync();

        var result = await machine.OpenLaunchAsync("unschedule");
        var again = await machine.OpenLaunchAsync("unschedule");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("settled-start, because it has another name elsewhere (a hard link)", result.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(linked));
        Assert.DoesNotContain("not-ours", again.Errors, StringComparison.Ordinal); // schedule.json, which it wrote, has one name
        File.Delete(precious);
        Directory.Delete(Path.Combine(root, "not-ours"), recursive: true);
        Assert.Equal(0, (await machine.OpenLaunchAsync("uninstall")).ExitCode);
    }
}
