using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.SerialConsole;

/// <summary>The line settings of a serial port.</summary>
[NativeStruct("DCB", "winbase.h"), StructLayout(LayoutKind.Sequential)]
internal record struct DCB
{
    /// <summary>The bits fOutxCtsFlow (2), fOutxDsrFlow (3) and fOutX (8): output waits for the other end.</summary>
    public static uint OutputFlowControl => (1 << 2) | (1 << 3) | (1 << 8);

    /// <summary>The bit fAbortOnError (14): after an error every write fails until somebody clears it.</summary>
    public static uint AbortOnError => 1 << 14;

    public uint DCBlength;
    public uint BaudRate;

    /// <summary>Bit fields, whose place has no offset in C: it follows from the neighbours.</summary>
    [NativeField("")]
    public uint Flags;

    public ushort wReserved;
    public ushort XonLim;
    public ushort XoffLim;
    public byte ByteSize;
    public byte Parity;
    public byte StopBits;
    public sbyte XonChar;
    public sbyte XoffChar;
    public sbyte ErrorChar;
    public sbyte EofChar;
    public sbyte EvtChar;
    public ushort wReserved1;
}

/// <summary>How long reads and writes may take, in milliseconds.</summary>
[NativeStruct("COMMTIMEOUTS", "winbase.h"), StructLayout(LayoutKind.Sequential)]
internal struct COMMTIMEOUTS
{
    public uint ReadIntervalTimeout;
    public uint ReadTotalTimeoutMultiplier;
    public uint ReadTotalTimeoutConstant;
    public uint WriteTotalTimeoutMultiplier;
    public uint WriteTotalTimeoutConstant;
}

internal static unsafe partial class SerialPortNative
{
    [NativeConstant("winerror.h")] public const int ERROR_FILE_NOT_FOUND = 2;
    [NativeConstant("winbase.h")] public const byte NOPARITY = 0;
    [NativeConstant("winbase.h")] public const byte ONESTOPBIT = 0;

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ClearCommError(SafeFileHandle port, out uint errors, nint status);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetCommState(SafeFileHandle port, ref DCB state);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetCommState(SafeFileHandle port, in DCB state);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetCommTimeouts(SafeFileHandle port, in COMMTIMEOUTS timeouts);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool WriteFile(SafeFileHandle file, byte* bytes, uint count, out uint written, nint overlapped);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool FlushFileBuffers(SafeFileHandle file);
}
