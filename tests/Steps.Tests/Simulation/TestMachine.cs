using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Tests.Simulation;

/// <summary>A simulated machine in memory, as a test sets it up.</summary>
public sealed class TestMachine
{
    public TestMachine(Action<MachineState>? setUp = null)
    {
        State = new() { ComputerName = "EC2AMAZ-4F7Q2MK", Services = { new() { Name = "W32Time", State = "running" } } };
        setUp?.Invoke(State);
        Machine = new(State, Scope);
    }

    public MachineState State { get; }

    public ChangeScope Scope { get; } = new();

    public SimulatedMachine Machine { get; }

    public static AdapterState Ethernet(
        int index = 12, string ipv4 = "172.31.40.10/20", string gateway = "172.31.32.1", int metric = 15) => new()
        {
            Index = index,
            Name = $"Ethernet {index}",
            Description = "Amazon Elastic Network Adapter",
            Ipv4 = [ipv4],
            Gateways = [gateway],
            Metric = metric,
        };
}
