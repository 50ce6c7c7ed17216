using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.EventLog;

/// <summary>An open event source.</summary>
internal sealed class SafeEventSourceHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => EventLogNative.DeregisterEventSource(handle);
}

internal static unsafe partial class EventLogNative
{
    [NativeConstant("winnt.h")] public const ushort EVENTLOG_ERROR_TYPE = 1;
    [NativeConstant("winnt.h")] public const ushort EVENTLOG_WARNING_TYPE = 2;
    [NativeConstant("winnt.h")] public const ushort EVENTLOG_INFORMATION_TYPE = 4;

    public static int AllTypes => EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;

    [LibraryImport("advapi32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial SafeEventSourceHandle RegisterEventSourceW(string? server, string source);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReportEventW(
        SafeEventSourceHandle source, ushort type, ushort category, uint eventId, nint sid, ushort textCount, uint dataSize,
        nint* texts, nint data);

    [LibraryImport("advapi32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeregisterEventSource(nint source);
}
