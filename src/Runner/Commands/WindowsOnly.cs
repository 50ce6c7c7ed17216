using System.Runtime.Versioning;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary>Stops a verb that changes Windows where there is none.</summary>
internal static class WindowsOnly
{
    /// <exception cref="UsageException">This is not Windows.</exception>
    [SupportedOSPlatformGuard("windows")]
    public static bool Demand(string verb) => OperatingSystem.IsWindows()
        ? true
        : throw new UsageException($"openlaunch {verb} needs Windows: run it on the instance or while its image is built.");
}
