using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Services.Native;

namespace OpenLaunch.Steps.Services;

/// <summary>The service control manager.</summary>
[SupportedOSPlatform("windows")]
internal static class ServiceManager
{
    public const string Advice = "Run as an administrator or LocalSystem, and check the service in services.msc.";

    public static SafeServiceHandle Connect(uint access)
    {
        var manager = ServicesNative.OpenSCManagerW(0, 0, access);
        return manager.IsInvalid
            ? throw WindowsException.ForLastError("Cannot reach the service control manager", Advice)
            : manager;
    }

    /// <summary>Opens a service; null when there is none of that name.</summary>
    public static SafeServiceHandle? TryOpen(string name, uint access)
    {
        using var manager = Connect(ServicesNative.SC_MANAGER_CONNECT);
        var service = ServicesNative.OpenServiceW(manager, name, access);
        if (!service.IsInvalid)
            return service;
        return Marshal.GetLastPInvokeError() == ServicesNative.ERROR_SERVICE_DOES_NOT_EXIST
            ? null
            : throw WindowsException.ForLastError($"Cannot open the service '{name}'", Advice);
    }

    public static SafeServiceHandle Open(string name, uint access) =>
        TryOpen(name, access) ?? throw new WindowsException($"The service '{name}' is not installed. Install it first.", null);
}
