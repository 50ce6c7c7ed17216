using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Reboot;

internal static partial class WindowsRebootNative
{
    [NativeConstant("reason.h")] private const uint SHTDN_REASON_MAJOR_OPERATINGSYSTEM = 0x20000;
    [NativeConstant("reason.h")] private const uint SHTDN_REASON_MINOR_RECONFIG = 0x4;
    [NativeConstant("reason.h")] private const uint SHTDN_REASON_FLAG_PLANNED = 0x80000000;
    [NativeConstant("winerror.h")] private const int ERROR_SHUTDOWN_IN_PROGRESS = 1115;

    [NativeConstant("winerror.h")] private const int ERROR_NOT_READY = 21;
    [NativeConstant("winerror.h")] private const int ERROR_MACHINE_LOCKED = 1271;
    [NativeConstant("winerror.h")] private const int RPC_S_SERVER_UNAVAILABLE = 1722;
    [NativeConstant("winerror.h")] private const int RPC_S_CALL_FAILED = 1726;

    /// <summary>The errors of a Windows that is not ready yet: a logon is prepared, or its services do not listen.</summary>
    public static IReadOnlyList<int> PassingErrors { get; } =
        [ERROR_NOT_READY, ERROR_MACHINE_LOCKED, RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED];

    /// <summary>Whether Windows restarts or shuts down anyway, now or, as 'shutdown /r /t 60' asks for, in a while.</summary>
    public static bool IsUnderWay(int error) => error is ERROR_SHUTDOWN_IN_PROGRESS
        or 1190; // ERROR_SHUTDOWN_IS_SCHEDULED, which the headers of mingw-w64 lack

    [NativeConstant("winnt.h")] public const string SE_SHUTDOWN_NAME = "SeShutdownPrivilege";

    public static uint PlannedReconfiguration =>
        SHTDN_REASON_MAJOR_OPERATINGSYSTEM | SHTDN_REASON_MINOR_RECONFIG | SHTDN_REASON_FLAG_PLANNED;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool InitiateSystemShutdownExW(
        string? machineName,
        string message,
        uint timeout,
        [MarshalAs(UnmanagedType.Bool)] bool forceAppsClosed,
        [MarshalAs(UnmanagedType.Bool)] bool rebootAfterShutdown,
        uint reason);
}
