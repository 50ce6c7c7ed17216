using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Routes;

/// <summary>The time service of a simulated machine.</summary>
internal sealed class SimulatedTimeSynchronization(SimulatedMachine machine) : ITimeSynchronization
{
    private const string Service = "W32Time";

    /// <exception cref="MachineException">The service W32Time does not run.</exception>
    public Task ResynchronizeAsync(CancellationToken cancellationToken)
    {
        machine.Write("time synchronisation", state =>
        {
            var service = state.Services.FirstOrDefault(service => service is { Name: Service, State: "running" })
                ?? throw new MachineException($"The service {Service} does not run. Start it to keep the time.");
            service.Requests++;
        });
        return Task.CompletedTask;
    }
}
