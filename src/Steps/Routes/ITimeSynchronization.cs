using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Routes;

/// <summary>The Windows Time service, which must look for its source again once the route to it exists.</summary>
public interface ITimeSynchronization
{
    /// <summary>Asks for a resynchronisation with rediscovery of sources, without waiting for the result.</summary>
    /// <exception cref="MachineException">The service cannot be asked, e.g. because it is stopped.</exception>
    Task ResynchronizeAsync(CancellationToken cancellationToken);
}
