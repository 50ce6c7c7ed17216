using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Steps.Native;

/// <summary>Opens disks and volumes and sends them control codes.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class DeviceControl
{
    private static readonly int[] Gone =
    [
        DeviceControlNative.ERROR_FILE_NOT_FOUND, DeviceControlNative.ERROR_PATH_NOT_FOUND, DeviceControlNative.ERROR_NOT_READY,
        DeviceControlNative.ERROR_DEV_NOT_EXIST, DeviceControlNative.ERROR_DEVICE_NOT_CONNECTED,
        433, // ERROR_NO_SUCH_DEVICE, which the headers of mingw-w64 lack
    ];

    public static SafeFileHandle Open(string path, bool write)
    {
        var access = write ? DeviceControlNative.GENERIC_READ | DeviceControlNative.GENERIC_WRITE : 0;
        var handle = Create(path, access);
        return handle.IsInvalid ? throw Refusal(path) : handle;
    }

    /// <summary>
    /// Opens a device of a list, to ask it only; null: it is gone by now. One that is detached while all are listed must not
    /// hide the others.
    /// </summary>
    public static SafeFileHandle? TryOpen(string path)
    {
        var handle = Create(path, access: 0);
        if (!handle.IsInvalid)
            return handle;
        return Gone.Contains(Marshal.GetLastPInvokeError()) ? null : throw Refusal(path);
    }

    private static SafeFileHandle Create(string path, uint access) => DeviceControlNative.CreateFileW(
        path, access, DeviceControlNative.FILE_SHARE_READ | DeviceControlNative.FILE_SHARE_WRITE, 0,
        DeviceControlNative.OPEN_EXISTING, 0, 0);

    private static WindowsException Refusal(string path) =>
        WindowsException.ForLastError($"Cannot open {path}", "Run as an administrator or LocalSystem.");

    /// <summary>Sends a control code that takes and gives a structure.</summary>
    public static int Send(SafeFileHandle device, uint code, ReadOnlySpan<byte> input, Span<byte> output)
    {
        fixed (byte* inputBytes = input, outputBytes = output)
        {
            return DeviceControlNative.DeviceIoControl(
                device, code, inputBytes, (uint)input.Length, outputBytes, (uint)output.Length, out _, 0)
                ? 0
                : Marshal.GetLastPInvokeError();
        }
    }

    public static bool TryQuery<T>(SafeFileHandle device, uint code, out T result)
        where T : unmanaged
    {
        result = default;
        return Send(device, code, [], MemoryMarshal.AsBytes(new Span<T>(ref result))) == 0;
    }

    /// <summary>Hands a structure to the device.</summary>
    /// <exception cref="WindowsException">The device refused.</exception>
    public static void Command<T>(SafeFileHandle device, uint code, in T input, string what)
        where T : unmanaged
    {
        var error = Send(device, code, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in input)), []);
        if (error != 0)
            throw WindowsException.ForCode(what, error, "Check the disk in Disk Management, then run the step again.");
    }
}

internal static unsafe partial class DeviceControlNative
{
    [NativeConstant("winnt.h")] public const uint GENERIC_READ = 0x80000000;
    [NativeConstant("winnt.h")] public const uint GENERIC_WRITE = 0x40000000;
    [NativeConstant("winnt.h")] public const uint FILE_SHARE_READ = 1;
    [NativeConstant("winnt.h")] public const uint FILE_SHARE_WRITE = 2;
    [NativeConstant("winbase.h")] public const uint OPEN_EXISTING = 3;

    [NativeConstant("winerror.h")] public const int ERROR_FILE_NOT_FOUND = 2;

    [NativeConstant("winerror.h")] public const int ERROR_PATH_NOT_FOUND = 3;

    [NativeConstant("winerror.h")] public const int ERROR_NOT_READY = 21;

    [NativeConstant("winerror.h")] public const int ERROR_DEV_NOT_EXIST = 55;

    [NativeConstant("winerror.h")] public const int ERROR_DEVICE_NOT_CONNECTED = 1167;

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial SafeFileHandle CreateFileW(
        string name, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeviceIoControl(
        SafeFileHandle device, uint code, void* input, uint inputSize, void* output, uint outputSize, out uint returned,
        nint overlapped);
}
