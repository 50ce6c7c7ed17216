using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// What a run would offer to steps, for verbs that run nothing. Ports are the same on every machine, so those of the
/// simulated one stand for all.
/// </summary>
internal static class OfferedServices
{
    /// <summary>Lists the services; makes none.</summary>
    public static IServiceProviderIsService For(ConfigurationSource source)
    {
        var scope = new ChangeScope();
        var services = new ServiceCollection();
        source.AddServices(services);
        return services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(scope)
            .AddBuiltInSteps(stateFolder: "", logFolder: "")
            .AddSimulatedPorts(new SimulatedMachine(new MachineState { ComputerName = "" }, scope))
            .BuildServiceProvider()
            .GetRequiredService<IServiceProviderIsService>();
    }
}
