using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Reboot;

/// <summary>Restarts this Windows, as a planned reconfiguration of the operating system.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsReboot(TimeProvider time) : IRestart
{
    public RestartRefusal? Ask(string reason)
    {
        // A process holds this privilege disabled, LocalSystem's too.
        using var token = WindowsPrivilege.OpenOwnToken();
        WindowsPrivilege.Enable(token, WindowsRebootNative.SE_SHUTDOWN_NAME);
        var accepted = WindowsRebootNative.InitiateSystemShutdownExW(
            null, reason, timeout: 0, forceAppsClosed: true, rebootAfterShutdown: true,
            WindowsRebootNative.PlannedReconfiguration);
        var error = accepted ? 0 : Marshal.GetLastPInvokeError();
        if (error == 0 || WindowsRebootNative.IsUnderWay(error))
            return null;
        var refusal = WindowsException.ForCode(
            $"Cannot restart Windows ({reason})", error, "Run as an administrator or LocalSystem.");
        return new(refusal.Message, WindowsRebootNative.PassingErrors.Contains(error));
    }

    public async Task<string?> RunToolAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WindowsTool.RunAsync("shutdown.exe", ["/r", "/t", "0", "/f"], cancellationToken);
            return null;
        }
        catch (WindowsException e)
        {
            return e.Message;
        }
    }

    public async Task<bool> StayAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        await Task.Delay(bound, time, cancellationToken);
        return false;
    }
}
