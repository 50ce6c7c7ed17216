using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpenLaunch.Steps.Native;

/// <summary>The devices of a set-up class or of a bus, through SetupAPI.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class DeviceSet : IDisposable
{
    private readonly SafeDeviceSetHandle handle;

    private DeviceSet(SafeDeviceSetHandle handle) => this.handle = handle;

    /// <summary>The devices that are present, of a set-up class.</summary>
    public static DeviceSet OfClass(Guid setupClass) =>
        Demand(DeviceSetNative.SetupDiGetClassDevsW(&setupClass, null, 0, DeviceSetNative.DIGCF_PRESENT), setupClass.ToString());

    /// <summary>The devices that are present, on a bus: <c>PCI</c>.</summary>
    public static DeviceSet OfBus(string enumerator) =>
        Demand(
            DeviceSetNative.SetupDiGetClassDevsW(
                null, enumerator, 0, DeviceSetNative.DIGCF_PRESENT | DeviceSetNative.DIGCF_ALLCLASSES),
            enumerator);

    public IEnumerable<Device> Devices()
    {
        for (uint index = 0; Enumerate(index) is { } data; index++)
            yield return new Device(this, data);
    }

    public void Dispose() => handle.Dispose();

    private static DeviceSet Demand(SafeDeviceSetHandle handle, string what) =>
        handle.IsInvalid
            ? throw WindowsException.ForLastError($"Cannot list the devices of {what}", "Check the service 'Plug and Play'.")
            : new(handle);

    private SP_DEVINFO_DATA? Enumerate(uint index)
    {
        var data = new SP_DEVINFO_DATA { cbSize = (uint)sizeof(SP_DEVINFO_DATA) };
        return DeviceSetNative.SetupDiEnumDeviceInfo(handle, index, ref data) ? data : null;
    }

    private byte[]? Property(SP_DEVINFO_DATA data, uint property)
    {
        DeviceSetNative.SetupDiGetDeviceRegistryPropertyW(handle, in data, property, out _, null, 0, out var size);
        var bytes = new byte[size];
        fixed (byte* buffer = bytes)
        {
            return size > 0
                && DeviceSetNative.SetupDiGetDeviceRegistryPropertyW(handle, in data, property, out _, buffer, size, out _)
                ? bytes
                : null;
        }
    }

    /// <summary>One device.</summary>
    internal readonly struct Device(DeviceSet set, SP_DEVINFO_DATA data)
    {
        /// <summary>The device node, for the configuration manager; valid while the set is open.</summary>
        public uint Node => data.DevInst;

        /// <summary>A text property; the first text of a list; null when the device does not have it.</summary>
        public string? Text(uint property) =>
            set.Property(data, property) is { } bytes ? Encoding.Unicode.GetString(bytes).Split('\0')[0] : null;

        public uint? Number(uint property) =>
            set.Property(data, property) is { Length: >= 4 } bytes ? MemoryMarshal.Read<uint>(bytes) : null;
    }
}

/// <summary>A set of devices.</summary>
internal sealed class SafeDeviceSetHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => DeviceSetNative.SetupDiDestroyDeviceInfoList(handle);
}
