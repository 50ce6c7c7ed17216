using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Scripts.Native;

/// <summary>How a process starts.</summary>
[NativeStruct("STARTUPINFOW", "processthreadsapi.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct STARTUPINFOW
{
    public uint cb;
    public char* lpReserved;
    public char* lpDesktop;
    public char* lpTitle;
    public uint dwX;
    public uint dwY;
    public uint dwXSize;
    public uint dwYSize;
    public uint dwXCountChars;
    public uint dwYCountChars;
    public uint dwFillAttribute;
    public uint dwFlags;
    public ushort wShowWindow;
    public ushort cbReserved2;
    public byte* lpReserved2;
    public nint hStdInput;
    public nint hStdOutput;
    public nint hStdError;
}

/// <summary>How a process starts, with its attributes.</summary>
[NativeStruct("STARTUPINFOEXW", "winbase.h"), StructLayout(LayoutKind.Sequential)]
internal unsafe struct STARTUPINFOEXW
{
    public STARTUPINFOW StartupInfo;
    public void* lpAttributeList;
}

/// <summary>A started process.</summary>
[NativeStruct("PROCESS_INFORMATION", "processthreadsapi.h"), StructLayout(LayoutKind.Sequential)]
internal struct PROCESS_INFORMATION
{
    public nint hProcess;
    public nint hThread;
    public uint dwProcessId;
    public uint dwThreadId;
}

/// <summary>The basic limits of a job.</summary>
[NativeStruct("JOBOBJECT_BASIC_LIMIT_INFORMATION", "winnt.h"), StructLayout(LayoutKind.Sequential)]
internal struct JOBOBJECT_BASIC_LIMIT_INFORMATION
{
    public long PerProcessUserTimeLimit;
    public long PerJobUserTimeLimit;
    public uint LimitFlags;
    public nuint MinimumWorkingSetSize;
    public nuint MaximumWorkingSetSize;
    public uint ActiveProcessLimit;
    public nuint Affinity;
    public uint PriorityClass;
    public uint SchedulingClass;
}

/// <summary>What the processes of a job have used.</summary>
[NativeStruct("JOBOBJECT_BASIC_ACCOUNTING_INFORMATION", "winnt.h"), StructLayout(LayoutKind.Sequential)]
internal struct JOBOBJECT_BASIC_ACCOUNTING_INFORMATION
{
    public long TotalUserTime;
    public long TotalKernelTime;
    public long ThisPeriodTotalUserTime;
    public long ThisPeriodTotalKernelTime;
    public uint TotalPageFaultCount;
    public uint TotalProcesses;
    public uint ActiveProcesses;
    public uint TotalTerminatedProcesses;
}

/// <summary>What a job read and wrote.</summary>
[NativeStruct("IO_COUNTERS", "winnt.h"), StructLayout(LayoutKind.Sequential)]
internal struct IO_COUNTERS
{
    public ulong ReadOperationCount;
    public ulong WriteOperationCount;
    public ulong OtherOperationCount;
    public ulong ReadTransferCount;
    public ulong WriteTransferCount;
    public ulong OtherTransferCount;
}

/// <summary>All limits of a job.</summary>
[NativeStruct("JOBOBJECT_EXTENDED_LIMIT_INFORMATION", "winnt.h"), StructLayout(LayoutKind.Sequential)]
internal struct JOBOBJECT_EXTENDED_LIMIT_INFORMATION
{
    public JOBOBJECT_BASIC_LIMIT_INFORMATION BasicLimitInformation;
    public IO_COUNTERS IoInfo;
    public nuint ProcessMemoryLimit;
    public nuint JobMemoryLimit;
    public nuint PeakProcessMemoryUsed;
    public nuint PeakJobMemoryUsed;
}
