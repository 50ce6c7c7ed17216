using Microsoft.Extensions.DependencyInjection;

namespace OpenLaunch.Core.Extensions;

/// <summary>
/// Registers the services that the steps of one assembly take through their constructors. A public class with a constructor
/// without parameters; found in the assemblies that <c>extensions:</c> lists, and called once, before anything runs.
/// </summary>
public interface IStepModule
{
    /// <summary>Registers services. They cannot replace a port of OpenLaunch: for one type, the port wins.</summary>
    /// <param name="services">Takes the services; a run makes each when a step first needs it.</param>
    void Configure(IServiceCollection services);
}
