using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Services;

/// <summary>Registers the agent as a Windows service, started with Windows as LocalSystem.</summary>
[SupportedOSPlatform("windows")]
public static class WindowsServiceRegistration
{
    /// <summary>The service's name.</summary>
    public const string Name = "OpenLaunch";

    private const string Advice = "Run as an administrator or LocalSystem.";

    /// <summary>Registers the service; one that is registered already stays as it is.</summary>
    /// <param name="program">The full path of the program.</param>
    /// <exception cref="WindowsException">Windows refused.</exception>
    public static void Register(string program)
    {
        using var manager = OpenManager(ServiceRegistrationNative.SC_MANAGER_CREATE_SERVICE);
        using var service = ServiceRegistrationNative.CreateServiceW(
            manager, Name, "OpenLaunch", ServicesNative.QueryAccess, ServiceRegistrationNative.SERVICE_WIN32_OWN_PROCESS,
            ServicesNative.SERVICE_AUTO_START, ServiceRegistrationNative.SERVICE_ERROR_NORMAL, $"\"{program}\" service",
            0, 0, 0, 0, 0);
        if (service.IsInvalid && Marshal.GetLastPInvokeError() != ServiceRegistrationNative.ERROR_SERVICE_EXISTS)
            throw WindowsException.ForLastError($"Cannot register the service '{Name}'", Advice);
    }

    /// <summary>Removes the service; no error when there is none. One that runs is removed when it ends.</summary>
    /// <exception cref="WindowsException">Windows refused.</exception>
    public static void Remove()
    {
        using var manager = OpenManager(ServicesNative.SC_MANAGER_CONNECT);
        using var service = ServicesNative.OpenServiceW(manager, Name, ServiceRegistrationNative.DELETE);
        if (service.IsInvalid && Marshal.GetLastPInvokeError() == ServicesNative.ERROR_SERVICE_DOES_NOT_EXIST)
            return;
        if (service.IsInvalid || !ServiceRegistrationNative.DeleteService(service))
            throw WindowsException.ForLastError($"Cannot remove the service '{Name}'", Advice);
    }

    private static SafeServiceHandle OpenManager(uint access)
    {
        var manager = ServicesNative.OpenSCManagerW(0, 0, access);
        return manager.IsInvalid
            ? throw WindowsException.ForLastError("Cannot reach the service control manager", Advice)
            : manager;
    }
}
