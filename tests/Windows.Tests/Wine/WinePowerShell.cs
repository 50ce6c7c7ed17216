namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>
/// PowerShell 7 as the <c>powershell.exe</c> of the machine, where Wine has one that does nothing. It is not the Windows PowerShell
/// 5.1 of real machines, and it needs a console, which the agent gives the processes that it starts.
/// </summary>
internal static class WinePowerShell
{
    /// <summary>Publishes it and puts it into the machine. What is built stays beside the test's program.</summary>
    public static async Task PutAsync(WineMachine machine)
    {
        await machine.DemandAsync();
        var artifacts = Path.Combine(AppContext.BaseDirectory, "powershell");
        var published = Path.Combine(artifacts, "publish-folder");
        var command = TestNetwork.Outside(
            "dotnet", "publish", Path.Combine(Repository.Root, "tests", "PowerShell"), "-c", "Release", "--nologo", "-v", "q",
            "--artifacts-path", artifacts, "-o", published);
        using var publish = new RunningProcess(command[0], command.Skip(1));
        var result = await publish.EndAsync(TimeSpan.FromMinutes(10));
        Assert.True(result.ExitCode == 0, result.ToString());
        Link(machine, published);
    }

    private static void Link(WineMachine machine, string published)
    {
        var parent = Path.Combine(machine.DriveC, "windows", "system32", "WindowsPowerShell");
        parent = Directory.EnumerateDirectories(Path.GetDirectoryName(parent)!)
            .FirstOrDefault(folder => folder.Equals(parent, StringComparison.OrdinalIgnoreCase))
            ?? Directory.CreateDirectory(parent).FullName;
        var place = new DirectoryInfo(Path.Combine(parent, "v1.0"));
        if (place.LinkTarget is not null)
            return;
        if (place.Exists)
            place.Delete(recursive: true); // Wine's own
        Directory.CreateSymbolicLink(place.FullName, published);
    }
}
