using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Sysprep;

/// <summary>The setup of this Windows, with the registry's own change notification.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSysprepState(TimeProvider time) : ISysprepState
{
    private const string StateKey = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State";
    private const string SetupKey = @"SYSTEM\Setup";

    private volatile SetupState lastRead = new(null);

    public SetupState Read() => lastRead = ReadNow();

    public async Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        using var changed = new ManualResetEvent(false);
        using var state = Watch(StateKey, changed);
        using var setup = Watch(SetupKey, changed);

        // A change between the last read and the registration above would otherwise go unseen until the bound is over.
        if (ReadNow() == lastRead)
            await WindowsWait.ForSignalAsync(changed, bound, time, cancellationToken);
    }

    private static SetupState ReadNow() => new(
        Value(StateKey, "ImageState") as string,
        Flag("SystemSetupInProgress"), Flag("SetupType"), Flag("OOBEInProgress"));

    private static int Flag(string name) => Value(SetupKey, name) as int? ?? 0;

    private static object? Value(string keyName, string name)
    {
        try
        {
            using var key = Registry.LocalMachine.OpenSubKey(keyName);
            return key?.GetValue(name);
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }

    /// <summary>Has the event set at the key's next change; null where there is no key, of which nothing can be told.</summary>
    private static RegistryKey? Watch(string name, ManualResetEvent changed)
    {
        if (Registry.LocalMachine.OpenSubKey(name) is not { } key)
            return null;
        var error = WindowsSysprepNative.RegNotifyChangeKeyValue(
            key.Handle, false, WindowsSysprepNative.AnyChange, changed.SafeWaitHandle, true);
        if (error == 0)
            return key;
        key.Dispose();
        throw WindowsException.ForCode($@"Cannot watch HKLM\{name}", error, "Run as an administrator or LocalSystem.");
    }
}
