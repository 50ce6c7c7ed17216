using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.HostName;

internal static partial class WindowsComputerNameNative
{
    [NativeConstant("sysinfoapi.h")] public const int ComputerNameNetBIOS = 0;
    [NativeConstant("sysinfoapi.h")] public const int ComputerNamePhysicalDnsHostname = 5;

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetComputerNameExW(int nameType, string name);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetComputerNameExW(
        int nameType, [Out] char[] buffer, ref uint size);
}
