using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>The image state of this Windows, with the registry's own change notification.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSysprepState(TimeProvider time) : ISysprepState
{
    private const string StateKey = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State";

    private volatile string? lastRead;

    public string? Read()
    {
        try
        {
            using var key = Registry.LocalMachine.OpenSubKey(StateKey);
            return lastRead = key?.GetValue("ImageState") as string;
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return lastRead = null;
        }
    }

    public async Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        using var key = Registry.LocalMachine.OpenSubKey(StateKey);
        if (key is null)
        {
            // Nothing to be told of; the caller asks again after the bound.
            await Task.Delay(bound, time, cancellationToken).ConfigureAwait(false);
            return;
        }

        using var changed = new ManualResetEvent(false);
        var error = WindowsSysprepNative.RegNotifyChangeKeyValue(
            key.Handle, false, WindowsSysprepNative.AnyChange, changed.SafeWaitHandle, true);
        if (error != 0)
            throw WindowsException.ForCode($@"Cannot watch HKLM\{StateKey}", error, "Run as an administrator or LocalSystem.");

        // A change between the last read and the registration above would otherwise go unseen until the bound is over.
        if (key.GetValue("ImageState") as string == lastRead)
            await WindowsWait.ForSignalAsync(changed, bound, time, cancellationToken).ConfigureAwait(false);
    }
}
