using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Disks.Native;

internal static unsafe partial class DiskFactsNative
{
    [NativeConstant("winioctl.h")] public const uint IOCTL_STORAGE_QUERY_PROPERTY = 0x002D1400;
    [NativeConstant("winioctl.h")] public const uint IOCTL_STORAGE_GET_DEVICE_NUMBER = 0x002D1080;
    [NativeConstant("ntddscsi.h")] public const uint IOCTL_SCSI_GET_ADDRESS = 0x00041018;
    [NativeConstant("winioctl.h")] public const int StorageDeviceProperty = 0;
    [NativeConstant("winioctl.h")] public const int StorageAdapterProtocolSpecificProperty = 49;
    [NativeConstant("winioctl.h")] public const int ProtocolTypeNvme = 3;
    [NativeConstant("winioctl.h")] public const uint NVMeDataTypeIdentify = 1;
    [NativeConstant("winioctl.h")] public const int BusTypeScsi = 0x1;
    [NativeConstant("winioctl.h")] public const int BusTypeFibre = 0x6;
    [NativeConstant("winioctl.h")] public const int BusTypeUsb = 0x7;
    [NativeConstant("winioctl.h")] public const int BusTypeRAID = 0x8;
    [NativeConstant("winioctl.h")] public const int BusTypeiScsi = 0x9;
    [NativeConstant("winioctl.h")] public const int BusTypeSas = 0xA;
    [NativeConstant("winioctl.h")] public const int BusTypeSata = 0xB;
    [NativeConstant("winioctl.h")] public const int BusTypeSd = 0xC;
    [NativeConstant("winioctl.h")] public const int BusTypeMmc = 0xD;
    [NativeConstant("winioctl.h")] public const int BusTypeVirtual = 0xE;
    [NativeConstant("winioctl.h")] public const int BusTypeFileBackedVirtual = 0xF;
    [NativeConstant("winioctl.h")] public const int BusTypeSpaces = 0x10;
    [NativeConstant("winioctl.h")] public const int BusTypeNvme = 0x11;
    [NativeConstant("winbase.h")] public const uint DRIVE_REMOVABLE = 2;
    [NativeConstant("winbase.h")] public const uint DRIVE_REMOTE = 4;
    [NativeConstant("winbase.h")] public const uint DRIVE_CDROM = 5;
    [NativeConstant("winbase.h")] public const uint DRIVE_RAMDISK = 6;

    [LibraryImport("kernel32.dll")]
    public static partial uint GetLogicalDrives();

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReadFile(
        SafeFileHandle file, byte* buffer, uint count, out uint read, NativeOverlapped* overlapped);

    [LibraryImport("kernel32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool WriteFile(
        SafeFileHandle file, byte* buffer, uint count, out uint written, NativeOverlapped* overlapped);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetVolumeMountPointW(string mountPoint, string volume);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeleteVolumeMountPointW(string mountPoint);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetVolumeLabelW(string root, string? label);
}

/// <summary>A disk tells what it is: this head, then the texts at the offsets that are not 0.</summary>
[NativeStruct("STORAGE_DEVICE_DESCRIPTOR", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct STORAGE_DEVICE_DESCRIPTOR
{
    public uint Version;
    public uint Size;
    public byte DeviceType;
    public byte DeviceTypeModifier;
    public byte RemovableMedia;
    public byte CommandQueueing;
    public uint VendorIdOffset;
    public uint ProductIdOffset;
    public uint ProductRevisionOffset;
    public uint SerialNumberOffset;
    public int BusType;
    public uint RawPropertiesLength;
    public byte RawDeviceProperties;
}

/// <summary>A question in the language of a protocol, and where its answer is.</summary>
[NativeStruct("STORAGE_PROTOCOL_SPECIFIC_DATA", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct STORAGE_PROTOCOL_SPECIFIC_DATA
{
    public int ProtocolType;
    public uint DataType;
    public uint ProtocolDataRequestValue;
    public uint ProtocolDataRequestSubValue;
    public uint ProtocolDataOffset;
    public uint ProtocolDataLength;
    public uint FixedProtocolReturnData;
    public uint ProtocolDataRequestSubValue2;
    public uint ProtocolDataRequestSubValue3;
    public uint ProtocolDataRequestSubValue4;
}

/// <summary>The answer's head; the question has property and kind of query in the place of version and size.</summary>
[NativeStruct("STORAGE_PROTOCOL_DATA_DESCRIPTOR", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct STORAGE_PROTOCOL_DATA_DESCRIPTOR
{
    public uint Version;
    public uint Size;
    public STORAGE_PROTOCOL_SPECIFIC_DATA ProtocolSpecificData;
}

/// <summary>Where a disk hangs on its adapter.</summary>
[NativeStruct("SCSI_ADDRESS", "ntddscsi.h"), StructLayout(LayoutKind.Sequential)]
internal struct SCSI_ADDRESS
{
    public uint Length;
    public byte PortNumber;
    public byte PathId;
    public byte TargetId;
    public byte Lun;
}

/// <summary>The number of the disk that a device is on.</summary>
[NativeStruct("STORAGE_DEVICE_NUMBER", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct STORAGE_DEVICE_NUMBER
{
    public uint DeviceType;
    public uint DeviceNumber;
    public uint PartitionNumber;
}

/// <summary>The kind of partition table to write.</summary>
[NativeStruct("CREATE_DISK", "winioctl.h"), StructLayout(LayoutKind.Sequential)]
internal struct CREATE_DISK
{
    public int PartitionStyle;

    /// <summary>The identifier of a GPT; of a master boot record, the first four bytes are the signature.</summary>
    [NativeField("Gpt.DiskId")]
    public Guid DiskId;

    [NativeField("Gpt.MaxPartitionCount")]
    public uint MaxPartitionCount;
}
