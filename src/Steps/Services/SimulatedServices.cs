using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Simulation;
using Listed = OpenLaunch.Steps.Simulation.ServiceState;

namespace OpenLaunch.Steps.Services;

/// <summary>The services of a simulated machine.</summary>
internal sealed class SimulatedServices(SimulatedMachine machine) : IServices
{
    public Task<ServiceStatus?> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult(
        machine.Read(state => Find(state, name) is { } service
            ? new ServiceStatus(Parse<ServiceState>(service.State), Parse<ServiceStartType>(service.StartType))
            : null));

    public Task SetStartTypeAsync(string name, ServiceStartType startType, CancellationToken cancellationToken)
    {
        Write(name, service => service.StartType = Word(startType));
        return Task.CompletedTask;
    }

    /// <exception cref="MachineException">The service is not there, or is disabled.</exception>
    public Task StartAsync(string name, TimeSpan bound, CancellationToken cancellationToken)
    {
        Write(name, service => service.State = Parse<ServiceStartType>(service.StartType) != ServiceStartType.Disabled
            ? Word(ServiceState.Running)
            : throw new MachineException($"The service {name} cannot be started: it is disabled (Win32 error 1058)."));
        return Task.CompletedTask;
    }

    private void Write(string name, Action<Listed> write) => machine.Write($"service {name}", state => write(
        Find(state, name) ?? throw new MachineException($"There is no service {name} (Win32 error 1060).")));

    private static Listed? Find(MachineState state, string name) =>
        state.Services.Find(service => service.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static T Parse<T>(string word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value)
        ? value
        : throw new MachineException(
            $"'{word}' is not known of a service: expected {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
