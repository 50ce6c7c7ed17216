using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Tests.Simulation;

/// <summary>A simulated machine of which several processes hold a copy, as <c>schedule</c> and <c>watch</c> do beside a boot.</summary>
public sealed class SimulatedMachineFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-machine-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void What_each_of_two_processes_changes_is_kept_and_seen_by_the_other()
    {
        var first = Process();
        first.Happen(state => state.BootTask = "disabled");
        var second = Process();

        first.Happen(state => state.ComputerName = "FIRST");
        second.Happen(state => state.BootTask = "enabled");

        Assert.Equal(("FIRST", "enabled"), first.Read(state => (state.ComputerName, state.BootTask)));
        Assert.Equal(("FIRST", "enabled"), Process().Read(state => (state.ComputerName, state.BootTask)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("computerName: [")]
    public void A_machine_that_somebody_has_spoilt_meanwhile_is_not_taken(string text)
    {
        var machine = Process();
        machine.Happen(state => state.ComputerName = "OURS");
        File.WriteAllText(Path.Combine(folder.FullName, "machine.yml"), text);

        machine.Happen(state => state.BootTask = "enabled");

        Assert.Equal(("OURS", "enabled"), Process().Read(state => (state.ComputerName, state.BootTask)));
    }

    private SimulatedMachine Process()
    {
        var files = new SimulatedMachineFolder(folder.FullName);
        return new(files.Open(file: null), new ChangeScope(), files.Save) { Newer = files.Newer };
    }
}
