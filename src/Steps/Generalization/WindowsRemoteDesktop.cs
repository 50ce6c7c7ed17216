using System.Runtime.Versioning;
using Microsoft.Win32;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Remote Desktop of this Windows (Microsoft Learn, "fDenyTSConnections").</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsRemoteDesktop : IRemoteDesktop
{
    private const string Key = @"SYSTEM\CurrentControlSet\Control\Terminal Server";
    private const string Denies = "fDenyTSConnections";

    public bool IsOpen
    {
        get
        {
            // Windows denies connections where the value is missing.
            using var key = Registry.LocalMachine.OpenSubKey(Key);
            return key?.GetValue(Denies) is 0;
        }
    }

    /// <exception cref="UnauthorizedAccessException">The process is not elevated.</exception>
    public void Set(bool open)
    {
        using var key = Registry.LocalMachine.CreateSubKey(Key);
        key.SetValue(Denies, open ? 0 : 1, RegistryValueKind.DWord);
    }
}
