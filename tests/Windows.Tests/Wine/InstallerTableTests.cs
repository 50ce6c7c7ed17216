using System.Globalization;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>The installer package against the rules of Windows Installer that Wine does not keep.</summary>
[Collection(WineMachine.Collection)]
public class InstallerTableTests(WineMachine machine)
{
    private const int InScript = 0x400; // msidbCustomActionTypeInScript: deferred, rollback and commit
    private const int Rollback = 0x100; // msidbCustomActionTypeRollback

    /// <summary>Outside of these two Windows Installer refuses an action of the script (ICE77, error 2762).</summary>
    [Fact]
    public async Task Every_action_of_the_script_lies_between_its_begin_and_its_end()
    {
        var sequence = await SequenceAsync();
        var actions = (await TableAsync("CustomAction"))
            .Where(row => (Number(row["Type"]) & InScript) != 0).Select(row => row["Action"]).ToList();
        Assert.Equal(["Install", "UndoInstall", "Uninstall"], actions.Order(StringComparer.Ordinal));
        Assert.All(await TableAsync("CustomAction"), row => Assert.Equal(
            row["Action"] == "UndoInstall" ? Rollback : 0, Number(row["Type"]) & Rollback));
        Assert.All(actions, action => Assert.InRange(
            Number(sequence[action]["Sequence"]), Number(sequence["InstallInitialize"]["Sequence"]) + 1,
            Number(sequence["InstallFinalize"]["Sequence"]) - 1));
    }

    [Fact]
    public async Task The_agent_removes_itself_before_its_files_go_and_installs_itself_when_they_are_there()
    {
        var order = (await SequenceAsync()).Values.OrderBy(row => Number(row["Sequence"])).Select(row => row["Action"]).ToList();
        string[] removal = ["InstallInitialize", "Uninstall", "RemoveFiles", "InstallFiles", "UndoInstall", "Install"];
        Assert.Equal(removal, order.Where(removal.Contains));
    }

    /// <summary>Everybody may repair a package that is installed: that must neither run as LocalSystem nor stop the watch.</summary>
    [Fact]
    public async Task A_repair_starts_no_program_and_stops_no_service()
    {
        var sequence = await SequenceAsync();
        Assert.Equal("NOT Installed", sequence["Install"]["Condition"]);
        Assert.StartsWith("NOT Installed AND ", sequence["UndoInstall"]["Condition"], StringComparison.Ordinal);
        Assert.StartsWith("REMOVE=\"ALL\" AND ", sequence["Uninstall"]["Condition"], StringComparison.Ordinal);
        Assert.Equal("NOT Installed OR REMOVE=\"ALL\"", sequence["StopServices"]["Condition"]);
    }

    [Fact]
    public async Task Both_services_are_stopped_before_files_are_replaced_or_removed()
    {
        const string StopAtBoth = "34"; // msidbServiceControlEventStop, UninstallStop
        Assert.Equal(
            [$"OpenLaunch {StopAtBoth} 1", $"OpenLaunchWatch {StopAtBoth} 1"],
            (await TableAsync("ServiceControl")).Select(row => $"{row["Name"]} {row["Event"]} {row["Wait"]}")
                .Order(StringComparer.Ordinal));
    }

    /// <summary>The rights to install are asked for between the two phases, and other properties do not come across.</summary>
    [Fact]
    public async Task The_properties_that_a_user_gives_reach_the_phase_that_installs()
    {
        var properties = (await TableAsync("Property")).ToDictionary(row => row["Property"], row => row["Value"]);
        var given = (await TableAsync("CustomAction")).SelectMany(row => row["Target"].Split('[').Skip(1))
            .Select(text => text.Split(']')[0]).Distinct().ToList();
        Assert.Equal(["INSTALLOPTIONS", "UNINSTALLOPTIONS"], given.Order(StringComparer.Ordinal));
        Assert.Subset(properties["SecureCustomProperties"].Split(';').ToHashSet(), given.ToHashSet());
    }

    [Fact]
    public async Task Installed_apps_shows_the_icon_the_contact_and_what_it_is_for()
    {
        var properties = (await TableAsync("Property")).ToDictionary(row => row["Property"], row => row["Value"]);
        var icons = (await TableAsync("Icon")).Select(row => row["Name"]);
        Assert.Contains(properties["ARPPRODUCTICON"], icons);
        Assert.Equal("The OpenLaunch authors", properties["ARPCONTACT"]);
        Assert.Contains("openlaunch doctor", properties["ARPCOMMENTS"], StringComparison.Ordinal);
    }

    /// <summary>What is searched for is known only once AppSearch has run.</summary>
    [Fact]
    public async Task An_older_Windows_is_refused_before_anything_is_done()
    {
        var condition = Assert.Single(
            await TableAsync("LaunchCondition"), row => row["Description"].Contains("Windows Server 2016", StringComparison.Ordinal));
        Assert.Equal("Installed OR (VersionNT64 AND WINDOWSMAJOR)", condition["Condition"]);
        Assert.Contains(await TableAsync("AppSearch"), row => row["Property"] == "WINDOWSMAJOR");
        Assert.Contains(await TableAsync("RegLocator"), row => row["Name"] == "CurrentMajorVersionNumber");
        var sequence = await SequenceAsync();
        Assert.InRange(
            Number(sequence["LaunchConditions"]["Sequence"]), Number(sequence["AppSearch"]["Sequence"]) + 1,
            Number(sequence["CostInitialize"]["Sequence"]));
    }

    [Fact]
    public async Task The_package_carries_the_licence_and_the_notices() => Assert.Subset(
        (await TableAsync("File")).Select(row => row["FileName"].Split('|')[^1]).ToHashSet(),
        new HashSet<string> { "LICENSE.txt", "THIRD-PARTY-NOTICES.txt", "DOTNET-NOTICES.txt" });

    [Fact]
    public async Task No_package_is_larger_than_promised()
    {
        const long Program = 25_000_000, Native = 10_000_000, Host = 40_000_000;
        await machine.DemandAsync();
        var packages = await machine.PackagesAsync();
        foreach (var zip in Directory.EnumerateFiles(Path.GetDirectoryName(packages.Zip)!, "*.zip"))
        {
            var isHost = PublishedBuild.Native is null || zip.Contains("-host-", StringComparison.Ordinal);
            Assert.InRange(new FileInfo(zip).Length, 0, isHost ? Host : Native);
        }

        if (PublishedBuild.Native is { } native)
            Assert.InRange(new FileInfo(native).Length, 0, Program);
    }

    /// <summary>Whoever makes the package need not be able to write into the source tree.</summary>
    [Fact]
    public async Task The_build_of_the_package_leaves_no_lock_file_in_the_source_tree()
    {
        await machine.DemandAsync();
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.lock.json", SearchOption.AllDirectories),
            file => Assert.Equal("packages.lock.json", Path.GetFileName(file)));
    }

    private async Task<Dictionary<string, IReadOnlyDictionary<string, string>>> SequenceAsync() =>
        (await TableAsync("InstallExecuteSequence")).ToDictionary(row => row["Action"]);

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> TableAsync(string name)
    {
        await machine.DemandAsync();
        return await (await machine.PackagesAsync()).TableAsync(name);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
