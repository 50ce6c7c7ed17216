using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Services;

/// <summary>What a service says of itself.</summary>
[NativeStruct("SERVICE_DESCRIPTIONW", "winsvc.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_DESCRIPTIONW
{
    public nint lpDescription;
}

/// <summary>What Windows does when a service's process ends without saying so.</summary>
[NativeStruct("SERVICE_FAILURE_ACTIONSW", "winsvc.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_FAILURE_ACTIONSW
{
    public uint dwResetPeriod;
    public nint lpRebootMsg;
    public nint lpCommand;
    public uint cActions;
    public nint lpsaActions;
}

/// <summary>One such act.</summary>
[NativeStruct("SC_ACTION", "winsvc.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct SC_ACTION
{
    public int Type;
    public uint Delay;
}

/// <summary>Whether those acts are for a service too that ends by itself and says that it failed.</summary>
[NativeStruct("SERVICE_FAILURE_ACTIONS_FLAG", "winsvc.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_FAILURE_ACTIONS_FLAG
{
    public int fFailureActionsOnNonCrashFailures;
}

internal static unsafe partial class ServiceRegistrationNative
{
    [NativeConstant("SC_ACTION_NONE", "winsvc.h")]
    public const int SC_ACTION_NONE = 0;

    [NativeConstant("SERVICE_CONFIG_FAILURE_ACTIONS_FLAG", "winsvc.h")]
    public const uint SERVICE_CONFIG_FAILURE_ACTIONS_FLAG = 4;

    [NativeConstant("SERVICE_CONFIG_DESCRIPTION", "winsvc.h")]
    public const uint SERVICE_CONFIG_DESCRIPTION = 1;

    [NativeConstant("SERVICE_CONFIG_FAILURE_ACTIONS", "winsvc.h")]
    public const uint SERVICE_CONFIG_FAILURE_ACTIONS = 2;

    [NativeConstant("SC_ACTION_RESTART", "winsvc.h")]
    public const int SC_ACTION_RESTART = 1;

    [NativeConstant("SC_MANAGER_CREATE_SERVICE", "winsvc.h")]
    public const uint SC_MANAGER_CREATE_SERVICE = 0x2;

    [NativeConstant("SERVICE_WIN32_OWN_PROCESS", "winnt.h")]
    public const uint SERVICE_WIN32_OWN_PROCESS = 0x10;

    [NativeConstant("SERVICE_ERROR_NORMAL", "winnt.h")]
    public const uint SERVICE_ERROR_NORMAL = 1;

    [NativeConstant("DELETE", "winnt.h")]
    public const uint DELETE = 0x10000;

    [NativeConstant("ERROR_INVALID_LEVEL", "winerror.h")]
    public const int ERROR_INVALID_LEVEL = 124;

    [NativeConstant("ERROR_SERVICE_EXISTS", "winerror.h")]
    public const int ERROR_SERVICE_EXISTS = 1073;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial SafeServiceHandle CreateServiceW(
        SafeServiceHandle manager, string name, string displayName, uint access, uint type, uint startType, uint errorControl,
        string path, nint group, nint tag, string dependencies, nint account, nint password);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeleteService(SafeServiceHandle service);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ChangeServiceConfig2W(SafeServiceHandle service, uint level, void* info);

    public static bool SetCommandLine(SafeServiceHandle service, string commandLine, string dependencies)
    {
        fixed (char* path = commandLine, needed = dependencies)
        {
            return ServicesNative.ChangeServiceConfigW(
                service, ServicesNative.SERVICE_NO_CHANGE, ServicesNative.SERVICE_NO_CHANGE, ServicesNative.SERVICE_NO_CHANGE,
                (nint)path, 0, 0, (nint)needed, 0, 0, 0);
        }
    }
}
