using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Sysprep;

internal static partial class WindowsSysprepNative
{
    [NativeConstant("REG_NOTIFY_CHANGE_NAME", "winnt.h")] private const uint RegNotifyChangeName = 0x1;
    [NativeConstant("REG_NOTIFY_CHANGE_LAST_SET", "winnt.h")] private const uint RegNotifyChangeLastSet = 0x4;

    /// <summary>Without it the notification would end with the thread that asked, which is a pool thread here.</summary>
    [NativeConstant("REG_NOTIFY_THREAD_AGNOSTIC", "winnt.h")] private const uint RegNotifyThreadAgnostic = 0x10000000;

    public static uint AnyChange => RegNotifyChangeName | RegNotifyChangeLastSet | RegNotifyThreadAgnostic;

    [LibraryImport("advapi32.dll")]
    public static partial int RegNotifyChangeKeyValue(
        SafeRegistryHandle key,
        [MarshalAs(UnmanagedType.Bool)] bool watchSubtree,
        uint filter,
        SafeWaitHandle signal,
        [MarshalAs(UnmanagedType.Bool)] bool asynchronous);
}
