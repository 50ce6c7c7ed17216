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
    public void A_restart_from_outside_after_one_that_a_run_asked_for_is_the_same_start()
    {
        var state = new TestMachine(SetUp).State;
        SimulatedStart.Restart(state);

        SimulatedStart.Continue(state);
        Assert.Equal(2, state.BootId);

        SimulatedStart.Continue(state);
        Assert.Equal(3, state.BootId);
    }

    [Fact]
    public void Services_start_by_their_start_type()
    {
        var state = new TestMachine(machine => machine.Services.AddRange([
            new() { Name = "A", State = "stopped", StartType = "automatic" },
            new() { Name = "M", State = "running", StartType = "manual" },
            new() { Name = "D", State = "running", StartType = "disabled" },
        ])).State;

        SimulatedStart.Start(state);

        Assert.Equal(["running", "stopped", "stopped"], state.Services.TakeLast(3).Select(service => service.State));
    }

    [Fact]
    public void A_folder_without_machine_opens_the_fresh_instance_and_writes_nothing()
    {
        var machines = new SimulatedMachineFolder(Path.Combine(folder.FullName, "state"));

        Assert.Equivalent(FreshInstance.Read(), machines.Open(null), strict: true);
        Assert.False(Directory.Exists(Path.Combine(folder.FullName, "state")));
    }

    [Fact]
    public void A_folder_with_a_machine_opens_it_as_it_was_left_and_a_given_file_comes_first()
    {
        var machines = new SimulatedMachineFolder(Path.Combine(folder.FullName, "state"));
        machines.Save(new TestMachine(SetUp).State);

        var kept = machines.Open(null);
        Assert.Equal((1, "ip-0a00b102"), (kept.BootId, kept.PendingComputerName));
        Assert.Equal([true, false], kept.Routes.Select(route => route.Active));
        var restarted = machines.Open(null, restart: true);
        Assert.Equal((2, "ip-0a00b102"), (restarted.BootId, restarted.ComputerName));
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

    [Fact]
    public void The_firmware_of_another_instance_gives_another_identity() => Assert.NotEqual(
        Identity("06:2f:51:aa:10:01").MachineId, Identity("06:2f:51:aa:10:01", "i-0123456789abcdef0").MachineId);

    private static SimulatedHostIdentity Identity(string mac, string? instanceId = null) => new(new TestMachine(state =>
    {
        state.Adapters.Add(TestMachine.Ethernet());
        state.Adapters[0].Mac = mac;
        state.Instance.Id = instanceId;
    }).Machine);

    private static void SetUp(MachineState state)
    {
        state.PendingComputerName = "ip-0a00b102";
        state.Routes.Add(new() { Destination = "169.254.169.254/32", Gateway = "172.31.32.1", Interface = 12 });
        state.Routes.Add(
            new() { Destination = "169.254.169.250/32", Gateway = "172.31.32.1", Persistent = true, Active = false });
    }
}
