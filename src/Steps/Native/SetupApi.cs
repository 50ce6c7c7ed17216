using System.Runtime.InteropServices;

namespace OpenLaunch.Steps.Native;

/// <summary>A device of a set.</summary>
[NativeStruct("SP_DEVINFO_DATA", "setupapi.h"), StructLayout(LayoutKind.Sequential)]
internal struct SP_DEVINFO_DATA
{
    public uint cbSize;
    public Guid ClassGuid;
    public uint DevInst;
    public nuint Reserved;
}

internal static unsafe partial class DeviceSetNative
{
    [NativeConstant("setupapi.h")] public const uint DIGCF_PRESENT = 0x2;
    [NativeConstant("setupapi.h")] public const uint DIGCF_ALLCLASSES = 0x4;
    [NativeConstant("setupapi.h")] public const uint SPDRP_DEVICEDESC = 0x0;
    [NativeConstant("setupapi.h")] public const uint SPDRP_HARDWAREID = 0x1;
    [NativeConstant("setupapi.h")] public const uint SPDRP_DRIVER = 0x9;
    [NativeConstant("setupapi.h")] public const uint SPDRP_MFG = 0xB;
    [NativeConstant("setupapi.h")] public const uint SPDRP_BUSNUMBER = 0x15;
    [NativeConstant("setupapi.h")] public const uint SPDRP_ADDRESS = 0x1C;

    [LibraryImport("setupapi.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial SafeDeviceSetHandle SetupDiGetClassDevsW(Guid* setupClass, string? enumerator, nint window, uint flags);

    [LibraryImport("setupapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiEnumDeviceInfo(SafeDeviceSetHandle set, uint index, ref SP_DEVINFO_DATA data);

    [LibraryImport("setupapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiGetDeviceRegistryPropertyW(
        SafeDeviceSetHandle set, in SP_DEVINFO_DATA data, uint property, out uint type, byte* buffer, uint size, out uint needed);

    [LibraryImport("setupapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiDestroyDeviceInfoList(nint set);
}
