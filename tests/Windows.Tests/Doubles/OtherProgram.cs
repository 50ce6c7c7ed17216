using System.Globalization;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>Another program of the machine, which adds and removes routes too: a VPN, another launch agent.</summary>
internal sealed class OtherProgram(WineMachine machine, WindowsDouble iphlpapi)
{
    private const string Source = """
        #include <stdio.h>
        #include <stdlib.h>
        #include <iphlpapi.h>
        #include <netioapi.h>
        static void parse(const char *text, SOCKADDR_INET *address)
        {
            unsigned byte[4];
            sscanf(text, "%u.%u.%u.%u", byte, byte + 1, byte + 2, byte + 3);
            address->si_family = AF_INET;
            for (int i = 0; i < 4; i++)
                ((BYTE *)&address->Ipv4.sin_addr)[i] = byte[i];
        }
        int main(int count, char **values)
        {
            HMODULE library = LoadLibraryA("iphlpapi.dll");
            void (WINAPI *begin)(MIB_IPFORWARD_ROW2 *) = (void *)GetProcAddress(library, "InitializeIpForwardEntry");
            DWORD (WINAPI *act)(const MIB_IPFORWARD_ROW2 *) = (void *)GetProcAddress(library, values[1]);
            MIB_IPFORWARD_ROW2 row;
            begin(&row);
            parse(values[2], &row.DestinationPrefix.Prefix);
            parse(values[3], &row.NextHop);
            row.DestinationPrefix.PrefixLength = 32;
            row.InterfaceIndex = atoi(values[4]);
            row.SitePrefixLength = row.Metric = 0;
            row.Protocol = MIB_IPPROTO_NETMGMT;
            switch (*values[5])
            {
            case 's': row.NextHop.si_family = AF_INET6; break;
            case 'n': row.InterfaceIndex = 0; break;
            case 'p': row.DestinationPrefix.PrefixLength = 33; break;
            case 'i': row.SitePrefixLength = 255; break;
            case 'a': row.InterfaceIndex = 9999; break;
            }
            printf("%lu", act(&row));
            return 0;
        }
        """;

    public async Task AddAsync(string destination, string gateway) =>
        Assert.Equal(0, await CallAsync("CreateIpForwardEntry2", destination, gateway, "right"));

    public async Task RemoveAsync(string destination, string gateway) =>
        Assert.Equal(0, await CallAsync("DeleteIpForwardEntry2", destination, gateway, "right"));

    /// <summary>Adds a route with a fault, which is known by its first letter.</summary>
    /// <returns>The error of Windows.</returns>
    public Task<int> AddWronglyAsync(string fault) => CallAsync("CreateIpForwardEntry2", "192.0.2.1", "172.31.32.1", fault);

    private async Task<int> CallAsync(string function, string destination, string gateway, string fault)
    {
        var program = Path.Combine(machine.NewFolder(), "route.exe");
        await CrossCompiler.BuildAsync(Source, program);
        using var process = machine.StartWith(
            iphlpapi, [program, function, destination, gateway, TestNetwork.Adapter, fault]);
        return int.Parse((await process.EndAsync()).Output, CultureInfo.InvariantCulture);
    }
}
