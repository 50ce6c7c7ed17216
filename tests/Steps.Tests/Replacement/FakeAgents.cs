using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Tests.Replacement;

/// <summary>The services and scheduled tasks of a machine, by name.</summary>
internal sealed class FakeAgents : IServices, IScheduledTasks
{
    public Dictionary<string, ServiceStartType> Services { get; } = [];

    public Dictionary<string, bool> Tasks { get; } = [];

    public Task<ServiceStatus?> ReadAsync(string name, CancellationToken cancellationToken) => Task.FromResult(
        Services.TryGetValue(name, out var start) ? new ServiceStatus(ServiceState.Stopped, start) : null);

    public Task SetStartTypeAsync(string name, ServiceStartType startType, CancellationToken cancellationToken)
    {
        Services[name] = startType;
        return Task.CompletedTask;
    }

    public Task StartAsync(string name, TimeSpan bound, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing is started here.");

    public Task<bool?> IsEnabledAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<bool?>(Tasks.TryGetValue(name, out var enabled) ? enabled : null);

    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken)
    {
        Tasks[name] = enabled;
        return Task.CompletedTask;
    }
}
