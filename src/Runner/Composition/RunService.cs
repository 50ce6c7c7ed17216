using System.Runtime.Versioning;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Runner.Composition;

/// <summary>The service that runs the plan at each start of Windows, then stops, as EC2Launch v2's does.</summary>
internal static class RunService
{
    /// <summary>How long the end of one of the agent's services is waited for.</summary>
    public static readonly TimeSpan StopBound = TimeSpan.FromSeconds(30);

    public static ServiceDefinition Definition { get; } = new(
        RegisterBootTaskStep.Service, "OpenLaunch", "Initialises the EC2 instance when Windows starts.", "service")
    {
        // Not when it ends with an error: a plan in which a step failed has run, and would run its scripts again.
        MostRestarts = 2,
    };

    [SupportedOSPlatform("windows")]
    public static InstallationAct Install(string program) => InstallationAct.Of(
        "register the service", () => WindowsServiceRegistration.Register(Definition, program));

    [SupportedOSPlatform("windows")]
    public static InstallationAct Remove() => StopAndRemove(Definition.Name);

    /// <summary>Removes a service of the agent once its process has ended: one that runs on holds files of its state.</summary>
    [SupportedOSPlatform("windows")]
    public static InstallationAct StopAndRemove(string name) => new($"stop and remove the service {name}", async token =>
    {
        if (!WindowsServiceRegistration.IsRegistered(name))
            return;
        await new WindowsServices(TimeProvider.System).StopAsync(name, StopBound, token);
        WindowsServiceRegistration.Remove(name);
    });
}
