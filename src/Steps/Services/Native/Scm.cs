using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Services.Native;

/// <summary>A service's state.</summary>
[NativeStruct("SERVICE_STATUS_PROCESS", "winsvc.h"), StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_STATUS_PROCESS
{
    public uint dwServiceType;
    public uint dwCurrentState;
    public uint dwControlsAccepted;
    public uint dwWin32ExitCode;
    public uint dwServiceSpecificExitCode;
    public uint dwCheckPoint;
    public uint dwWaitHint;
    public uint dwProcessId;
    public uint dwServiceFlags;
}

/// <summary>A service's state, as it answers a control.</summary>
[NativeStruct("SERVICE_STATUS", "winsvc.h"), StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_STATUS
{
    public uint dwServiceType;
    public uint dwCurrentState;
    public uint dwControlsAccepted;
    public uint dwWin32ExitCode;
    public uint dwServiceSpecificExitCode;
    public uint dwCheckPoint;
    public uint dwWaitHint;
}

/// <summary>A service's configuration.</summary>
[NativeStruct("QUERY_SERVICE_CONFIGW", "winsvc.h"), StructLayout(LayoutKind.Sequential)]
internal struct QUERY_SERVICE_CONFIGW
{
    public uint dwServiceType;
    public uint dwStartType;
    public uint dwErrorControl;
    public nint lpBinaryPathName;
    public nint lpLoadOrderGroup;
    public uint dwTagId;
    public nint lpDependencies;
    public nint lpServiceStartName;
    public nint lpDisplayName;
}

/// <summary>A service, or the service control manager.</summary>
internal sealed class SafeServiceHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => ServicesNative.CloseServiceHandle(handle);
}

internal static unsafe partial class ServicesNative
{
    [NativeConstant("winsvc.h")] public const uint SC_MANAGER_CONNECT = 0x1;
    [NativeConstant("winsvc.h")] private const uint SERVICE_QUERY_CONFIG = 0x1;
    [NativeConstant("winsvc.h")] public const uint SERVICE_CHANGE_CONFIG = 0x2;
    [NativeConstant("winsvc.h")] private const uint SERVICE_QUERY_STATUS = 0x4;
    [NativeConstant("winsvc.h")] public const uint SERVICE_START = 0x10;
    [NativeConstant("winsvc.h")] public const uint SERVICE_STOP = 0x20;
    [NativeConstant("winsvc.h")] public const uint SERVICE_PAUSE_CONTINUE = 0x40;
    [NativeConstant("winsvc.h")] public const uint SERVICE_CONTROL_STOP = 1;
    [NativeConstant("winsvc.h")] public const uint SERVICE_CONTROL_PARAMCHANGE = 6;
    [NativeConstant("winerror.h")] public const int ERROR_SERVICE_NOT_ACTIVE = 1062;
    [NativeConstant("winerror.h")] public const int ERROR_SERVICE_CANNOT_ACCEPT_CTRL = 1061;
    [NativeConstant("winsvc.h")] public const uint SERVICE_NO_CHANGE = uint.MaxValue;
    [NativeConstant("winnt.h")] public const uint SERVICE_AUTO_START = 2;
    [NativeConstant("winnt.h")] public const uint SERVICE_DEMAND_START = 3;
    [NativeConstant("winnt.h")] public const uint SERVICE_DISABLED = 4;
    [NativeConstant("winsvc.h")] public const uint SERVICE_STOPPED = 1;
    [NativeConstant("winsvc.h")] public const uint SERVICE_RUNNING = 4;
    [NativeConstant("winsvc.h")] public const int SC_STATUS_PROCESS_INFO = 0;
    [NativeConstant("winerror.h")] public const int ERROR_SERVICE_ALREADY_RUNNING = 1056;
    [NativeConstant("winerror.h")] public const int ERROR_SERVICE_DOES_NOT_EXIST = 1060;

    public static uint QueryAccess => SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS;

    [LibraryImport("advapi32.dll", SetLastError = true)]
    public static partial SafeServiceHandle OpenSCManagerW(nint machine, nint database, uint access);

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial SafeServiceHandle OpenServiceW(SafeServiceHandle manager, string name, uint access);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool QueryServiceStatusEx(
        SafeServiceHandle service, int level, void* buffer, uint size, out uint needed);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool QueryServiceConfigW(SafeServiceHandle service, void* buffer, uint size, out uint needed);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ChangeServiceConfigW(
        SafeServiceHandle service, uint type, uint startType, uint errorControl, nint path, nint group, nint tag,
        nint dependencies, nint account, nint password, nint displayName);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool StartServiceW(SafeServiceHandle service, uint argumentCount, nint arguments);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ControlService(SafeServiceHandle service, uint control, out SERVICE_STATUS status);

    [LibraryImport("advapi32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CloseServiceHandle(nint handle);
}

/// <summary>What a service says of itself.</summary>
[NativeStruct("SERVICE_DESCRIPTIONW", "winsvc.h"), StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_DESCRIPTIONW
{
    public nint lpDescription;
}

/// <summary>What Windows does when a service's process ends without saying so.</summary>
[NativeStruct("SERVICE_FAILURE_ACTIONSW", "winsvc.h"), StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_FAILURE_ACTIONSW
{
    public uint dwResetPeriod;
    public nint lpRebootMsg;
    public nint lpCommand;
    public uint cActions;
    public nint lpsaActions;
}

/// <summary>One such act.</summary>
[NativeStruct("SC_ACTION", "winsvc.h"), StructLayout(LayoutKind.Sequential)]
internal struct SC_ACTION
{
    public int Type;
    public uint Delay;
}

/// <summary>Whether those acts are for a service too that ends by itself and says that it failed.</summary>
[NativeStruct("SERVICE_FAILURE_ACTIONS_FLAG", "winsvc.h"), StructLayout(LayoutKind.Sequential)]
internal struct SERVICE_FAILURE_ACTIONS_FLAG
{
    public int fFailureActionsOnNonCrashFailures;
}

internal static unsafe partial class ServiceRegistrationNative
{
    [NativeConstant("winsvc.h")] public const int SC_ACTION_NONE = 0;
    [NativeConstant("winsvc.h")] public const uint SERVICE_CONFIG_FAILURE_ACTIONS_FLAG = 4;
    [NativeConstant("winsvc.h")] public const uint SERVICE_CONFIG_DESCRIPTION = 1;
    [NativeConstant("winsvc.h")] public const uint SERVICE_CONFIG_FAILURE_ACTIONS = 2;
    [NativeConstant("winsvc.h")] public const int SC_ACTION_RESTART = 1;
    [NativeConstant("winsvc.h")] public const uint SC_MANAGER_CREATE_SERVICE = 0x2;
    [NativeConstant("winnt.h")] public const uint SERVICE_WIN32_OWN_PROCESS = 0x10;
    [NativeConstant("winnt.h")] public const uint SERVICE_ERROR_NORMAL = 1;
    [NativeConstant("winnt.h")] public const uint DELETE = 0x10000;
    [NativeConstant("winerror.h")] public const int ERROR_INVALID_LEVEL = 124;
    [NativeConstant("winerror.h")] public const int ERROR_SERVICE_EXISTS = 1073;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial SafeServiceHandle CreateServiceW(
        SafeServiceHandle manager, string name, string displayName, uint access, uint type, uint startType, uint errorControl,
        string path, nint group, nint tag, string dependencies, nint account, nint password);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeleteService(SafeServiceHandle service);

    [LibraryImport("advapi32.dll", SetLastError = true)]
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
