using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Routes.Native;

namespace OpenLaunch.Steps.Routes;

/// <summary>The adapters of this Windows, read with GetAdaptersAddresses.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsNetworkAdapters(TimeProvider time) : INetworkAdapters
{
    private const int FirstBufferSize = 16 * 1024; // what the function's documentation recommends

    public Task<IReadOnlyList<NetworkAdapter>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<NetworkAdapter>>(List());
    }

    public Task WaitForChangeAsync(TimeSpan bound, CancellationToken cancellationToken) =>
        NetworkChangeNotification.WaitAsync(bound, time, cancellationToken);

    private static List<NetworkAdapter> List()
    {
        uint size = FirstBufferSize;
        void* buffer = null;
        try
        {
            uint error;
            do
            {
                // An adapter may arrive between the two calls; the size asked for then grows again.
                buffer = NativeMemory.Realloc(buffer, size);
                error = AdapterAddressesNative.GetAdaptersAddresses(
                    SocketAddressFamily.AF_UNSPEC, AdapterAddressesNative.WantedLists, null, buffer, ref size);
            }
            while (error == AdapterAddressesNative.ERROR_BUFFER_OVERFLOW);

            return error switch
            {
                0 => Read((IP_ADAPTER_ADDRESSES_LH*)buffer),
                AdapterAddressesNative.ERROR_NO_DATA => [],
                _ => throw WindowsException.ForCode(
                    "Cannot list the network adapters", (int)error, "Check that the service 'Network Store Interface' runs."),
            };
        }
        finally
        {
            NativeMemory.Free(buffer);
        }
    }

    private static List<NetworkAdapter> Read(IP_ADAPTER_ADDRESSES_LH* first)
    {
        var adapters = new List<NetworkAdapter>();
        for (var adapter = first; adapter is not null; adapter = adapter->Next)
        {
            adapters.Add(new NetworkAdapter
            {
                // An adapter without IPv4 has index 0 there and its index in the IPv6 field.
                InterfaceIndex = (int)(adapter->IfIndex != 0 ? adapter->IfIndex : adapter->Ipv6IfIndex),
                Name = Marshal.PtrToStringUni((nint)adapter->FriendlyName) ?? "",
                Description = Marshal.PtrToStringUni((nint)adapter->Description) ?? "",
                MacAddress = HardwareAddress(adapter),
                IsUp = adapter->OperStatus == AdapterAddressesNative.IfOperStatusUp,
                IsEthernet = adapter->IfType == AdapterAddressesNative.IF_TYPE_ETHERNET_CSMACD,
                Addresses = Addresses(adapter->FirstUnicastAddress),
                Gateways = Gateways(adapter->FirstGatewayAddress),
                Ipv4Metric = (int)adapter->Ipv4Metric,
                Ipv6Metric = (int)adapter->Ipv6Metric,
            });
        }

        return adapters;
    }

    private static string HardwareAddress(IP_ADAPTER_ADDRESSES_LH* adapter)
    {
        var bytes = new ReadOnlySpan<byte>(adapter->PhysicalAddress, (int)Math.Min(adapter->PhysicalAddressLength, 8));
        return bytes.Length == 6 ? string.Join(':', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair))) : "";
    }

    private static List<AdapterAddress> Addresses(IP_ADAPTER_UNICAST_ADDRESS_LH* first)
    {
        var addresses = new List<AdapterAddress>();
        for (var entry = first; entry is not null; entry = entry->Next)
        {
            var usable = entry->DadState is not (AdapterAddressesNative.IpDadStateInvalid
                or AdapterAddressesNative.IpDadStateDuplicate);
            if (usable && entry->Address.lpSockaddr->ToAddress() is { } address)
                addresses.Add(new(address, entry->OnLinkPrefixLength));
        }

        return addresses;
    }

    private static List<IPAddress> Gateways(IP_ADAPTER_GATEWAY_ADDRESS_LH* first)
    {
        var gateways = new List<IPAddress>();
        for (var entry = first; entry is not null; entry = entry->Next)
        {
            if (entry->Address.lpSockaddr->ToAddress() is { } address)
                gateways.Add(address);
        }

        return gateways;
    }
}
