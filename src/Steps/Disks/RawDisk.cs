using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Disks.Native;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Volumes;
using OpenLaunch.Steps.Volumes.Native;

namespace OpenLaunch.Steps.Disks;

/// <summary>A disk of this Windows below its partitions.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class RawDisk : IDisposable
{
    // Microsoft, "IOCTL_DISK_GET_DISK_ATTRIBUTES", "SET_DISK_ATTRIBUTES structure" and "IOCTL_DISK_IS_CLUSTERED", which the
    // headers of mingw-w64 lack.
    private const uint GetAttributes = 0x000700F0;
    private const uint SetAttributes = 0x0007C0F4;
    private const uint IsClusteredCode = 0x000700F8;
    private const ulong Offline = 1;
    private const ulong ReadOnly = 2;

    private const int IdentifyLength = 4096;
    private const int VendorPart = 3072; // NVMe, "Identify Controller data structure"
    private const ushort Amazon = 0x1D0F;

    private readonly int number;
    private readonly SafeFileHandle device;

    public RawDisk(int number, bool write = false) =>
        (this.number, device) = (number, DeviceControl.Open(WindowsDiskLayout.PathOf(number), write));

    private RawDisk(int number, SafeFileHandle device) => (this.number, this.device) = (number, device);

    public SafeFileHandle Device => device;

    /// <summary>Opens a disk of a list, to ask it only; null: it is gone by now.</summary>
    public static RawDisk? TryOpen(int number) =>
        DeviceControl.TryOpen(WindowsDiskLayout.PathOf(number)) is { } device ? new(number, device) : null;

    public void Dispose() => device.Dispose();

    /// <summary>Product and serial number, and what the disk hangs on.</summary>
    public DiskFacts Describe()
    {
        var bytes = new byte[1024];
        Span<byte> query = stackalloc byte[12]; // STORAGE_PROPERTY_QUERY: property, kind of query, and a byte more
        query.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(query, DiskFactsNative.StorageDeviceProperty);
        if (DeviceControl.Send(device, DiskFactsNative.IOCTL_STORAGE_QUERY_PROPERTY, query, bytes) != 0)
            return new();
        var head = MemoryMarshal.Read<STORAGE_DEVICE_DESCRIPTOR>(bytes);
        var product = $"{Text(bytes, head.VendorIdOffset)} {Text(bytes, head.ProductIdOffset)}".Trim();
        return new()
        {
            Bus = BusOf(head.BusType),
            Product = product,
            Serial = Text(bytes, head.SerialNumberOffset),
            IsRemovable = head.RemovableMedia != 0,
        };
    }

    /// <summary>The device name that EC2 wrote into the vendor's part of NVMe's Identify Controller, or null.</summary>
    public string? ReadAttachName()
    {
        var size = sizeof(STORAGE_PROTOCOL_DATA_DESCRIPTOR);
        var bytes = new byte[size + IdentifyLength];
        var question = new STORAGE_PROTOCOL_DATA_DESCRIPTOR
        {
            Version = DiskFactsNative.StorageAdapterProtocolSpecificProperty, // the property, in a question
            ProtocolSpecificData = new()
            {
                ProtocolType = DiskFactsNative.ProtocolTypeNvme,
                DataType = DiskFactsNative.NVMeDataTypeIdentify,
                ProtocolDataRequestValue = 1, // CNS 1: the controller
                ProtocolDataOffset = (uint)sizeof(STORAGE_PROTOCOL_SPECIFIC_DATA),
                ProtocolDataLength = IdentifyLength,
            },
        };
        MemoryMarshal.Write(bytes, in question);
        if (DeviceControl.Send(device, DiskFactsNative.IOCTL_STORAGE_QUERY_PROPERTY, bytes.AsSpan(), bytes) != 0)
            return null;
        var answer = MemoryMarshal.Read<STORAGE_PROTOCOL_DATA_DESCRIPTOR>(bytes).ProtocolSpecificData;
        var start = sizeof(uint) * 2 + (int)answer.ProtocolDataOffset;
        return answer.ProtocolDataLength >= IdentifyLength && start >= size && start + IdentifyLength <= bytes.Length
            ? AttachNameIn(bytes.AsSpan(start, IdentifyLength))
            : null;
    }

    /// <summary>The name in the data of Identify Controller; null when the vendor is not Amazon or there is none.</summary>
    public static string? AttachNameIn(ReadOnlySpan<byte> identify)
    {
        if (BinaryPrimitives.ReadUInt16LittleEndian(identify) != Amazon)
            return null;
        var name = Encoding.ASCII.GetString(identify.Slice(VendorPart, 32)).Trim('\0', ' ');
        return name.Length == 0 || name.Any(char.IsControl) ? null : name;
    }

    public int? ReadScsiTarget() =>
        DeviceControl.TryQuery<SCSI_ADDRESS>(device, DiskFactsNative.IOCTL_SCSI_GET_ADDRESS, out var address)
            ? address.TargetId
            : null;

    /// <summary>Whether it belongs to a cluster. Windows without the feature does not know the question.</summary>
    public bool ReadIsClustered()
    {
        Span<byte> answer = stackalloc byte[1];
        return DeviceControl.Send(device, IsClusteredCode, [], answer) == 0 && answer[0] != 0;
    }

    public (bool IsOffline, bool IsReadOnly) ReadState()
    {
        Span<byte> answer = stackalloc byte[16]; // version, a reserved number, then the attributes in 8 bytes
        if (DeviceControl.Send(device, GetAttributes, [], answer) != 0)
            return default;
        var attributes = BinaryPrimitives.ReadUInt64LittleEndian(answer[8..]);
        return ((attributes & Offline) != 0, (attributes & ReadOnly) != 0);
    }

    /// <summary>Brings it online and makes it writable, also after the next start.</summary>
    public void BringOnline()
    {
        Span<byte> request = stackalloc byte[40]; // version, persist, attributes at 8, mask at 16, the rest reserved
        request.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(request, request.Length);
        request[4] = 1;
        BinaryPrimitives.WriteUInt64LittleEndian(request[16..], Offline | ReadOnly);
        var error = DeviceControl.Send(device, SetAttributes, request, []);
        if (error != 0)
            throw WindowsException.ForCode($"Cannot bring disk {number} online", error, "Check the disk in Disk Management.");
        UpdateProperties();
    }

    /// <summary>Makes Windows look at the partition table again.</summary>
    public void UpdateProperties() => DeviceControl.Send(device, DiskControlNative.IOCTL_DISK_UPDATE_PROPERTIES, [], []);

    public void Read(long offset, Span<byte> buffer)
    {
        for (var done = 0; done < buffer.Length;)
        {
            var place = At(offset + done);
            fixed (byte* target = buffer[done..])
            {
                if (!DiskFactsNative.ReadFile(device, target, (uint)(buffer.Length - done), out var read, &place) || read == 0)
                    throw WindowsException.ForLastError($"Cannot read disk {number}", "Check the disk in Disk Management.");
                done += (int)read;
            }
        }
    }

    /// <summary>Whether the first and the last MiB of a piece are zero.</summary>
    public bool IsZero(long start, long size)
    {
        var bytes = new byte[Math.Min(DiskSample.EndLength, size)];
        return IsZero(start) && IsZero(start + size - bytes.Length);

        bool IsZero(long offset)
        {
            Read(offset, bytes);
            return !bytes.ContainsAnyExcept((byte)0);
        }
    }

    public void Write(long offset, byte[] bytes)
    {
        var place = At(offset);
        fixed (byte* source = bytes)
        {
            if (!DiskFactsNative.WriteFile(device, source, (uint)bytes.Length, out var written, &place)
                || written != bytes.Length)
            {
                throw WindowsException.ForLastError($"Cannot write to disk {number}", "Check the disk in Disk Management.");
            }
        }
    }

    private static NativeOverlapped At(long offset) => new() { OffsetLow = (int)offset, OffsetHigh = (int)(offset >> 32) };

    private static string Text(byte[] bytes, uint offset)
    {
        if (offset == 0 || offset >= bytes.Length)
            return "";
        var rest = bytes.AsSpan((int)offset);
        var end = rest.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? rest : rest[..end]).Trim();
    }

    private static DiskBus BusOf(int bus) => bus switch
    {
        DiskFactsNative.BusTypeNvme => DiskBus.Nvme,
        DiskFactsNative.BusTypeScsi => DiskBus.Scsi,
        DiskFactsNative.BusTypeSas => DiskBus.Sas,
        DiskFactsNative.BusTypeSata => DiskBus.Sata,
        DiskFactsNative.BusTypeRAID => DiskBus.Raid,
        DiskFactsNative.BusTypeiScsi => DiskBus.IScsi,
        DiskFactsNative.BusTypeFibre => DiskBus.FibreChannel,
        DiskFactsNative.BusTypeUsb or DiskFactsNative.BusTypeSd or DiskFactsNative.BusTypeMmc => DiskBus.Usb,
        DiskFactsNative.BusTypeSpaces => DiskBus.Spaces,
        DiskFactsNative.BusTypeFileBackedVirtual => DiskBus.FileBacked,
        DiskFactsNative.BusTypeVirtual => DiskBus.Virtual,
        _ => DiskBus.Unknown,
    };
}
