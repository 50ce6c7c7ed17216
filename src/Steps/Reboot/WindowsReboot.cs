using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Reboot;

/// <summary>Restarts this Windows, as a planned reconfiguration of the operating system.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsReboot : IReboot
{
    private const string Advice = "Run as an administrator or LocalSystem, or restart the machine by hand.";

    /// <exception cref="WindowsException">Windows refused. A restart that is under way already is no error.</exception>
    public Task RequestAsync(string reason, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnableShutdownPrivilege();
        var accepted = WindowsRebootNative.InitiateSystemShutdownExW(
            null, reason, timeout: 0, forceAppsClosed: true, rebootAfterShutdown: true,
            WindowsRebootNative.PlannedReconfiguration);
        var error = Marshal.GetLastPInvokeError();
        if (!accepted && error != WindowsRebootNative.ERROR_SHUTDOWN_IN_PROGRESS)
            throw WindowsException.ForCode($"Cannot restart Windows ({reason})", error, Advice);

        return Task.CompletedTask;
    }

    private static void EnableShutdownPrivilege()
    {
        // A process holds this privilege disabled, LocalSystem's too.
        using var token = WindowsPrivilege.OpenOwnToken();
        WindowsPrivilege.Enable(token, WindowsRebootNative.SE_SHUTDOWN_NAME);
    }
}
