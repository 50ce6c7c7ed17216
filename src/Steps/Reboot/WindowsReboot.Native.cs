using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Reboot;

internal static partial class WindowsRebootNative
{
    [NativeConstant("SHTDN_REASON_MAJOR_OPERATINGSYSTEM", "reason.h")]
    private const uint SHTDN_REASON_MAJOR_OPERATINGSYSTEM = 0x20000;

    [NativeConstant("SHTDN_REASON_MINOR_RECONFIG", "reason.h")]
    private const uint SHTDN_REASON_MINOR_RECONFIG = 0x4;

    [NativeConstant("SHTDN_REASON_FLAG_PLANNED", "reason.h")]
    private const uint SHTDN_REASON_FLAG_PLANNED = 0x80000000;

    [NativeConstant("ERROR_SHUTDOWN_IN_PROGRESS", "winerror.h")]
    public const int ERROR_SHUTDOWN_IN_PROGRESS = 1115;

    [NativeConstant("SE_SHUTDOWN_NAME", "winnt.h")]
    public const string SE_SHUTDOWN_NAME = "SeShutdownPrivilege";

    public static uint PlannedReconfiguration =>
        SHTDN_REASON_MAJOR_OPERATINGSYSTEM | SHTDN_REASON_MINOR_RECONFIG | SHTDN_REASON_FLAG_PLANNED;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool InitiateSystemShutdownExW(
        string? machineName,
        string message,
        uint timeout,
        [MarshalAs(UnmanagedType.Bool)] bool forceAppsClosed,
        [MarshalAs(UnmanagedType.Bool)] bool rebootAfterShutdown,
        uint reason);
}
