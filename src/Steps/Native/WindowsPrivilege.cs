using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Steps.Native;

/// <summary>Enables privileges that this process holds.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsPrivilege
{
    private const string Advice = "Run as an administrator or LocalSystem.";

    public static SafeAccessTokenHandle OpenOwnToken()
    {
        if (!WindowsPrivilegeNative.OpenProcessToken(-1, WindowsPrivilegeNative.AdjustAndQuery, out var token))
            throw WindowsException.ForLastError("Cannot open this process's access token", Advice);
        return token;
    }

    /// <exception cref="WindowsException">The process does not hold the privilege.</exception>
    public static void Enable(SafeAccessTokenHandle token, string name)
    {
        if (!WindowsPrivilegeNative.LookupPrivilegeValueW(null, name, out var luid))
            throw WindowsException.ForLastError($"Cannot find the privilege {name}", Advice);
        var state = new TOKEN_PRIVILEGES
        {
            PrivilegeCount = 1,
            Privileges = new() { Luid = luid, Attributes = WindowsPrivilegeNative.SE_PRIVILEGE_ENABLED },
        };
        var done = WindowsPrivilegeNative.AdjustTokenPrivileges(token, false, in state, 0, 0, 0);

        // It succeeds even when the token does not hold the privilege; the last error then says so.
        if (!done || Marshal.GetLastPInvokeError() != 0)
            throw WindowsException.ForLastError($"Cannot enable the privilege {name}", Advice);
    }
}
