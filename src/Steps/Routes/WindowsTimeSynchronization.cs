using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes;

/// <summary>Windows Time, through <c>w32tm</c>: the service's control interface is not documented.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsTimeSynchronization : ITimeSynchronization
{
    public Task ResynchronizeAsync(CancellationToken cancellationToken) =>
        WindowsTool.RunAsync("w32tm.exe", ["/resync", "/rediscover", "/nowait"], cancellationToken);

    public async Task<TimeStatus> ReadAsync(CancellationToken cancellationToken) =>
        TimeStatus.Parse(await WindowsTool.RunAsync("w32tm.exe", ["/query", "/status"], cancellationToken));
}
