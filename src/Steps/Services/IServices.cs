namespace OpenLaunch.Steps.Services;

/// <summary>Reads and starts the services of the machine.</summary>
public interface IServices
{
    /// <summary>Reads a service, or null when it is not installed.</summary>
    /// <param name="name">The service's name (not its display name): <c>AmazonSSMAgent</c>.</param>
    Task<ServiceStatus?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sets when a service starts.</summary>
    /// <param name="startType">When it starts.</param>
    Task SetStartTypeAsync(string name, ServiceStartType startType, CancellationToken cancellationToken);

    /// <summary>Starts a service and returns once it runs; no error when it does already.</summary>
    /// <param name="bound">The longest wait for it to run.</param>
    /// <param name="cancellationToken">Cancels the wait, not the start.</param>
    /// <exception cref="TimeoutException">It does not run within the bound.</exception>
    Task StartAsync(string name, TimeSpan bound, CancellationToken cancellationToken);
}

/// <summary>A service as it stands.</summary>
/// <param name="State">Whether it runs.</param>
/// <param name="StartType">When it starts.</param>
public sealed record ServiceStatus(ServiceState State, ServiceStartType StartType);

/// <summary>Whether a service runs.</summary>
public enum ServiceState
{
    /// <summary>It does not run.</summary>
    Stopped,

    /// <summary>On its way from one state to another, or paused.</summary>
    Changing,

    /// <summary>It runs.</summary>
    Running,
}

/// <summary>When a service starts.</summary>
public enum ServiceStartType
{
    /// <summary>When Windows starts.</summary>
    Automatic,

    /// <summary>When something asks for it.</summary>
    Manual,

    /// <summary>Never.</summary>
    Disabled,
}
