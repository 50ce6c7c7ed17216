using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Steps.Simulation;

namespace Contoso.JoinDomain;

/// <summary>Puts Windows behind the port, or the simulated machine where the run has one.</summary>
public sealed class JoinDomainModule : IStepModule
{
    /// <inheritdoc/>
    public void Configure(IServiceCollection services) => services.AddSingleton<IDomainMembership>(
        provider => provider.GetService<SimulatedMachine>() is { } machine ? new SimulatedDomainMembership(machine)
            : OperatingSystem.IsWindows() ? new WindowsDomainMembership()
            : throw new PlatformNotSupportedException("Only Windows and a simulated machine can join a domain."));
}
