using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes;

/// <summary>Windows Time, through <c>w32tm</c>: the service's control interface is not documented.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsTimeSynchronization : ITimeSynchronization
{
    /// <inheritdoc/>
    /// <exception cref="WindowsException">w32tm failed, e.g. because the service W32Time is stopped.</exception>
    public Task ResynchronizeAsync(CancellationToken cancellationToken) =>
        WindowsTool.RunAsync("w32tm.exe", ["/resync", "/rediscover", "/nowait"], cancellationToken);
}
