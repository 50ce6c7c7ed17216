using System.Net;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Routes;

/// <summary>The time service of a simulated machine.</summary>
internal sealed class SimulatedTimeSynchronization(SimulatedMachine machine) : ITimeSynchronization
{
    private const string Service = "W32Time";
    private const string Parameters = @"SYSTEM\CurrentControlSet\Services\W32Time\Parameters";

    /// <exception cref="MachineException">The service W32Time does not run.</exception>
    public Task ResynchronizeAsync(CancellationToken cancellationToken)
    {
        machine.Write("time synchronisation", state =>
        {
            Running(state).Requests++;
        });
        return Task.CompletedTask;
    }

    /// <summary>The registry's source where the routes lead to it, else the clock of the machine itself.</summary>
    /// <exception cref="MachineException">The service W32Time does not run.</exception>
    public Task<TimeStatus> ReadAsync(CancellationToken cancellationToken)
    {
        _ = machine.Read(Running);
        var source = new SimulatedRegistry(machine).Read(Parameters, "NtpServer")
            ?? machine.Read(state => state.Windows.TimeSource);
        return Task.FromResult(
            IPAddress.TryParse(source.Split(',')[0], out var address) && new SimulatedNetwork(machine).CanReach(address)
                ? new TimeStatus(source, 4, null)
                : new TimeStatus("Local CMOS Clock", 0, null));
    }

    private static ServiceState Running(MachineState state) =>
        state.Services.FirstOrDefault(service => service is { Name: Service, State: "running" })
        ?? throw new MachineException($"The service {Service} does not run. Start it to keep the time.");
}
