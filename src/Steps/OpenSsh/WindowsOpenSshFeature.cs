using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.OpenSsh;

/// <summary>The feature of this Windows, by <c>dism</c> ("Get started with OpenSSH Server for Windows").</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsOpenSshFeature : IOpenSshFeature
{
    private const string Capability = "OpenSSH.Server~~~~0.0.1.0";

    public Task AddAsync(CancellationToken cancellationToken) => WindowsTool.RunAsync(
        "dism.exe", ["/Online", "/Add-Capability", $"/CapabilityName:{Capability}", "/NoRestart", "/Quiet"], cancellationToken);
}
