using System.Runtime.Versioning;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// The service that keeps the routes right. It starts with Windows and at once: until it does, stale routes cut the machine off.
/// </summary>
internal static class WatchService
{
    public static ServiceDefinition Definition { get; } = new(
        "OpenLaunchWatch", "OpenLaunch Watch",
        "Keeps the routes to the services of EC2 right after each change of the network.", "service --watch")
    {
        IsRestartedOnFailure = true,
    };

    /// <summary>Registers and starts it. An update that stopped it starts it again, though nobody asks for it anew.</summary>
    /// <param name="isAsked">Whether the service is asked for; else only one that is there already is seen to.</param>
    [SupportedOSPlatform("windows")]
    public static IEnumerable<InstallationAct> Install(string program, bool isAsked)
    {
        if (!isAsked && !WindowsServiceRegistration.IsRegistered(Definition.Name))
            yield break;
        yield return InstallationAct.Of(
            $"register the service {Definition.Name}", () => WindowsServiceRegistration.Register(Definition, program));
        yield return InstallationAct.Of(
            $"start the service {Definition.Name}", () => WindowsServiceRegistration.Start(Definition.Name));
    }

    [SupportedOSPlatform("windows")]
    public static InstallationAct Remove() => RunService.StopAndRemove(Definition.Name);
}
