using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Services;

internal static partial class ServiceRegistrationNative
{
    [NativeConstant("SC_MANAGER_CREATE_SERVICE", "winsvc.h")]
    public const uint SC_MANAGER_CREATE_SERVICE = 0x2;

    [NativeConstant("SERVICE_WIN32_OWN_PROCESS", "winnt.h")]
    public const uint SERVICE_WIN32_OWN_PROCESS = 0x10;

    [NativeConstant("SERVICE_ERROR_NORMAL", "winnt.h")]
    public const uint SERVICE_ERROR_NORMAL = 1;

    [NativeConstant("DELETE", "winnt.h")]
    public const uint DELETE = 0x10000;

    [NativeConstant("ERROR_SERVICE_EXISTS", "winerror.h")]
    public const int ERROR_SERVICE_EXISTS = 1073;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial SafeServiceHandle CreateServiceW(
        SafeServiceHandle manager, string name, string displayName, uint access, uint type, uint startType, uint errorControl,
        string path, nint group, nint tag, nint dependencies, nint account, nint password);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeleteService(SafeServiceHandle service);
}
