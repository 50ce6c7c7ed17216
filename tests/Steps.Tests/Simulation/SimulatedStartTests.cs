using OpenLaunch.Steps.Reboot;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Tests.Simulation;

public sealed class SimulatedStartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_restart_that_a_run_asked_for_drops_active_routes_and_applies_what_was_pending()
    {
        var machine = new TestMachine(SetUp);

        Assert.Null(new SimulatedReboot(machine.Machine, TimeProvider.System).Ask("test"));

        Assert.Equal(("ip-0a00b102", 2), (machine.State.ComputerName, machine.State.BootId));
        Assert.Null(machine.State.PendingComputerName);
        Assert.Equal(["169.254.169.250/32"], machine.State.Routes.Select(route => route.Destination));
        Assert.True(machine.State.Routes[0].Active);
    }

    [Fact]
    public void Going_on_is_the_next_boot_with_the_routes_that_were_there()
    {
        var state = new TestMachine(SetUp).State;

        SimulatedStart.Continue(state);

        Assert.Equal(("ip-0a00b102", 2), (state.ComputerName, state.BootId));
        Assert.Equal([true, false], state.Routes.Select(route => route.Active));
    }

    [Fact]
    public void Going_on_after_a_restart_is_the_boot_that_the_restart_led_to()
    {
        var state = new TestMachine(SetUp).State;
        SimulatedStart.Restart(state);

        SimulatedStart.Continue(state);
        Assert.Equal(2, state.BootId);

        SimulatedStart.Continue(state);
        Assert.Equal(3, state.BootId);
    }

    [Fact]
    public void A_folder_without_machine_opens_the_fresh_instance_and_writes_nothing()
    {
        var machines = new SimulatedMachineFolder(Path.Combine(folder.FullName, "state"));

        Assert.Equivalent(FreshInstance.Read(), machines.Open(null), strict: true);
        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "state")));
    }

    [Fact]
    public void A_folder_with_a_machine_opens_its_next_boot_and_a_given_file_comes_first()
    {
        var machines = new SimulatedMachineFolder(Path.Combine(folder.FullName, "state"));
        machines.Save(new TestMachine(SetUp).State);

        Assert.Equal(2, machines.Open(null).BootId);
        Assert.Equal(41, machines.Open(Repository.Example("moved-subnet.yml")).BootId);
    }

    [Fact]
    public void Ids_are_the_same_at_each_start_and_other_on_another_machine()
    {
        var (one, again, other) = (Identity("06:2F:51:AA:10:01"), Identity("06:2f:51:aa:10:01"), Identity("06:2f:51:aa:10:02"));

        Assert.Equal(one.MachineId, again.MachineId);
        Assert.NotEqual(one.MachineId, other.MachineId);
        Assert.Equal("1", one.BootId);
    }

    private static SimulatedHostIdentity Identity(string mac) => new(new TestMachine(state =>
    {
        state.Adapters.Add(TestMachine.Ethernet());
        state.Adapters[0].Mac = mac;
    }).Machine);

    private static void SetUp(MachineState state)
    {
        state.PendingComputerName = "ip-0a00b102";
        state.Routes.Add(new() { Destination = "169.254.169.254/32", Gateway = "172.31.32.1", Interface = 12 });
        state.Routes.Add(
            new() { Destination = "169.254.169.250/32", Gateway = "172.31.32.1", Persistent = true, Active = false });
    }
}
