/*
 * A double of iphlpapi.dll, for Wine's cannot alter routes, tells of no change and has no IPv6 routes. All that is not here is
 * handed on to Wine's own, a copy that is named iphlpapi_wine.dll.
 *
 * It keeps the routes in C:\double\routes.bin, Wine's own in the beginning, and does what Microsoft's pages say of each function
 * (Microsoft Learn, the page of its name; other pages are named where they rule). What a page leaves open is recorded and not
 * judged.
 */
#include "double.h"
#include <iphlpapi.h>
#include <netioapi.h>

#define ROUTES DOUBLE_FOLDER "routes.bin"
#define MOST 128

static MIB_IPFORWARD_ROW2 rows[MOST];
static ULONG count;

static void *wine(const char *name)
{
    return (void *)GetProcAddress(LoadLibraryA("iphlpapi_wine.dll"), name);
}

/* One program at a time reads and writes the routes. */
static HANDLE lock(void)
{
    HANDLE mutex = CreateMutexA(NULL, FALSE, "openlaunch-double-routes");
    WaitForSingleObject(mutex, INFINITE);
    return mutex;
}

static void unlock(HANDLE mutex)
{
    ReleaseMutex(mutex);
    CloseHandle(mutex);
}

static void load(void)
{
    FILE *file = fopen(ROUTES, "rb");
    if (file)
    {
        count = fread(rows, sizeof *rows, MOST, file);
        fclose(file);
        return;
    }
    DWORD (WINAPI *list)(ADDRESS_FAMILY, PMIB_IPFORWARD_TABLE2 *) = wine("GetIpForwardTable2");
    void (WINAPI *end)(void *) = wine("FreeMibTable");
    MIB_IPFORWARD_TABLE2 *table;
    if (list(AF_UNSPEC, &table))
        return;
    count = min(table->NumEntries, MOST);
    memcpy(rows, table->Table, count * sizeof *rows);
    end(table);
}

static void save(void)
{
    CreateDirectoryA(DOUBLE_FOLDER, NULL);
    FILE *file = fopen(ROUTES, "wb");
    fwrite(rows, sizeof *rows, count, file);
    fclose(file);
}

static int width(const SOCKADDR_INET *address)
{
    return address->si_family == AF_INET ? 4 : address->si_family == AF_INET6 ? 16 : 0;
}

static const void *bytes(const SOCKADDR_INET *address)
{
    return address->si_family == AF_INET ? (const void *)&address->Ipv4.sin_addr : (const void *)&address->Ipv6.sin6_addr;
}

static int is_same(const SOCKADDR_INET *one, const SOCKADDR_INET *other)
{
    return one->si_family == other->si_family && !memcmp(bytes(one), bytes(other), width(one));
}

static const WCHAR *text(const SOCKADDR_INET *address, WCHAR *room)
{
    const BYTE *at = bytes(address);
    WCHAR *end = room;
    if (address->si_family == AF_INET)
        swprintf(room, 64, L"%u.%u.%u.%u", at[0], at[1], at[2], at[3]);
    else if (address->si_family != AF_INET6)
        swprintf(room, 64, L"(family %u)", address->si_family);
    else
    {
        for (int i = 0; i < 16; i += 2)
            end += swprintf(end, 8, i ? L":%x" : L"%x", at[i] << 8 | at[i + 1]);
        if (address->Ipv6.sin6_scope_id)
            swprintf(end, 16, L"%%%lu", address->Ipv6.sin6_scope_id);
    }
    return room;
}

/* The members that CreateIpForwardEntry2 and DeleteIpForwardEntry2 read. */
static void tell(const WCHAR *function, const MIB_IPFORWARD_ROW2 *row, DWORD result)
{
    WCHAR destination[64], hop[64];
    if (!row)
        record(L"%ls null -> %lu", function, result);
    else
        record(L"%ls %ls/%u %ls if=%lu site=%u metric=%lu protocol=%d valid=%#lx preferred=%#lx loopback=%u auto=%u publish=%u "
            L"immortal=%u -> %lu", function, text(&row->DestinationPrefix.Prefix, destination), row->DestinationPrefix.PrefixLength,
            text(&row->NextHop, hop), row->InterfaceIndex, row->SitePrefixLength, row->Metric, row->Protocol, row->ValidLifetime,
            row->PreferredLifetime, row->Loopback, row->AutoconfigureAddress, row->Publish, row->Immortal, result);
}

/* "The DestinationPrefix was not specified, the NextHop was not specified, or both InterfaceLuid and InterfaceIndex were
   unspecified"; "the interface could not be found". A prefix is at most as long as its address: IP_ADDRESS_PREFIX. */
static DWORD check(const MIB_IPFORWARD_ROW2 *given, MIB_IPFORWARD_ROW2 *row)
{
    DWORD (WINAPI *to_luid)(NET_IFINDEX, NET_LUID *) = wine("ConvertInterfaceIndexToLuid");
    DWORD (WINAPI *to_index)(const NET_LUID *, NET_IFINDEX *) = wine("ConvertInterfaceLuidToIndex");
    if (!given)
        return ERROR_INVALID_PARAMETER;
    *row = *given;
    const SOCKADDR_INET *prefix = &row->DestinationPrefix.Prefix;
    if (!width(prefix) || row->NextHop.si_family != prefix->si_family || row->DestinationPrefix.PrefixLength > 8 * width(prefix)
        || (!row->InterfaceLuid.Value && !row->InterfaceIndex))
        return ERROR_INVALID_PARAMETER;
    /* "If the InterfaceLuid is specified, then this member should be used": MIB_IPFORWARD_ROW2. */
    return (row->InterfaceLuid.Value ? to_index(&row->InterfaceLuid, &row->InterfaceIndex)
        : to_luid(row->InterfaceIndex, &row->InterfaceLuid)) ? ERROR_NOT_FOUND : NO_ERROR;
}

/* A route is known by "the DestinationPrefix, the NextHop, and the InterfaceLuid or InterfaceIndex": GetIpForwardEntry2. */
static ULONG find(const MIB_IPFORWARD_ROW2 *row)
{
    ULONG at = 0;
    while (at < count && (rows[at].DestinationPrefix.PrefixLength != row->DestinationPrefix.PrefixLength
        || rows[at].InterfaceLuid.Value != row->InterfaceLuid.Value || !is_same(&rows[at].NextHop, &row->NextHop)
        || !is_same(&rows[at].DestinationPrefix.Prefix, &row->DestinationPrefix.Prefix)))
        at++;
    return at;
}

/* "Sets ValidLifetime and PreferredLifetime to infinite, Loopback, AutoconfigureAddress, Publish and Immortal to TRUE,
   SitePrefixLength, Metric and Protocol to illegal values, all else to zero." */
__declspec(dllexport) void WINAPI InitializeIpForwardEntry(MIB_IPFORWARD_ROW2 *row)
{
    memset(row, 0, sizeof *row);
    row->ValidLifetime = row->PreferredLifetime = row->Metric = 0xffffffff;
    row->Loopback = row->AutoconfigureAddress = row->Publish = row->Immortal = TRUE;
    row->SitePrefixLength = 0xff;
    row->Protocol = (NL_ROUTE_PROTOCOL)-1;
}

__declspec(dllexport) NETIO_STATUS WINAPI CreateIpForwardEntry2(const MIB_IPFORWARD_ROW2 *given)
{
    MIB_IPFORWARD_ROW2 row;
    DWORD result = check(given, &row);
    /* "PreferredLifetime is greater than ValidLifetime"; "SitePrefixLength is greater than the prefix length". */
    if (!result && (row.PreferredLifetime > row.ValidLifetime || row.SitePrefixLength > row.DestinationPrefix.PrefixLength))
        result = ERROR_INVALID_PARAMETER;
    if (!result && is_so("access is denied"))
        result = ERROR_ACCESS_DENIED; /* "the user lacks the required administrative privileges" */
    if (!result)
    {
        HANDLE mutex = lock();
        load();
        /* "The Age and Origin members are set by the network stack." */
        row.Age = 0;
        row.Origin = NlroManual;
        if (find(&row) < count)
            result = ERROR_OBJECT_ALREADY_EXISTS;
        else if (count == MOST)
            result = ERROR_NOT_ENOUGH_MEMORY;
        else
        {
            rows[count++] = row;
            save();
            if (is_so("another program is first"))
                result = ERROR_OBJECT_ALREADY_EXISTS;
        }
        unlock(mutex);
    }
    tell(L"CreateIpForwardEntry2", given, result);
    return result;
}

__declspec(dllexport) NETIO_STATUS WINAPI DeleteIpForwardEntry2(const MIB_IPFORWARD_ROW2 *given)
{
    MIB_IPFORWARD_ROW2 row;
    DWORD result = check(given, &row);
    if (!result)
    {
        HANDLE mutex = lock();
        load();
        ULONG at = find(&row);
        if (at == count)
            result = ERROR_NOT_FOUND;
        else
        {
            rows[at] = rows[--count];
            save();
            if (is_so("another program is first"))
                result = ERROR_NOT_FOUND;
        }
        unlock(mutex);
    }
    tell(L"DeleteIpForwardEntry2", given, result);
    return result;
}

/* "ERROR_NOT_FOUND: no IP route entries as specified in the Family parameter were found." */
__declspec(dllexport) NETIO_STATUS WINAPI GetIpForwardTable2(ADDRESS_FAMILY family, PMIB_IPFORWARD_TABLE2 *table)
{
    if (!table || (family != AF_UNSPEC && family != AF_INET && family != AF_INET6))
        return ERROR_INVALID_PARAMETER;
    HANDLE mutex = lock();
    load();
    MIB_IPFORWARD_TABLE2 *found = lend(sizeof *found + count * sizeof *rows);
    for (ULONG i = 0; i < count; i++)
        if (family == AF_UNSPEC || family == rows[i].DestinationPrefix.Prefix.si_family)
            found->Table[found->NumEntries++] = rows[i];
    unlock(mutex);
    if (found->NumEntries)
    {
        *table = found;
        return NO_ERROR;
    }
    take_back(found);
    return ERROR_NOT_FOUND;
}

/* "Frees the buffer allocated by the functions that return tables": of Wine's there are others. */
__declspec(dllexport) void WINAPI FreeMibTable(void *table)
{
    void (WINAPI *end)(void *) = wine("FreeMibTable");
    if (table && !take_back(table))
        end(table);
}

/* Wine 8 tells no metrics, and lists no IPv6 gateways. Here an Ethernet adapter has a metric for each family, and with the fact
   "IPv6" a gateway: a router's link-local address in the zone of the adapter, as router advertisements give it (RFC 4861). */
struct gateway { IP_ADAPTER_GATEWAY_ADDRESS_LH entry; SOCKADDR_IN6 address; };

static void put_gateway(IP_ADAPTER_ADDRESSES *adapter, struct gateway *gateway)
{
    static const BYTE router[16] = { 0xfe, 0x80, [15] = 1 };
    memset(gateway, 0, sizeof *gateway);
    gateway->entry.Length = sizeof gateway->entry;
    gateway->entry.Address.lpSockaddr = (SOCKADDR *)&gateway->address;
    gateway->entry.Address.iSockaddrLength = sizeof gateway->address;
    gateway->address.sin6_family = AF_INET6;
    memcpy(&gateway->address.sin6_addr, router, sizeof router);
    gateway->address.sin6_scope_id = adapter->IfIndex;
    gateway->entry.Next = adapter->FirstGatewayAddress;
    adapter->FirstGatewayAddress = &gateway->entry;
}

/* "If the size is not large enough, ERROR_BUFFER_OVERFLOW, and the size is the required one": ours is more than Wine's. */
__declspec(dllexport) ULONG WINAPI GetAdaptersAddresses(
    ULONG family, ULONG flags, PVOID reserved, PIP_ADAPTER_ADDRESSES adapters, PULONG size)
{
    ULONG (WINAPI *list)(ULONG, ULONG, PVOID, PIP_ADAPTER_ADDRESSES, PULONG) = wine("GetAdaptersAddresses");
    const ULONG more = 8 * sizeof(struct gateway);
    ULONG given = *size & ~7ul, left = given > more ? given - more : 0;
    ULONG result = list(family, flags, reserved, adapters, &left);
    *size = left + more + 8;
    struct gateway *next = (struct gateway *)((BYTE *)adapters + given - more);
    for (IP_ADAPTER_ADDRESSES *adapter = result ? NULL : adapters; adapter; adapter = adapter->Next)
    {
        if (adapter->IfType != IF_TYPE_ETHERNET_CSMACD)
            continue;
        adapter->Ipv4Metric = 25;
        adapter->Ipv6Metric = 35;
        if ((flags & GAA_FLAG_INCLUDE_GATEWAYS) && is_so("IPv6") && (BYTE *)(next + 1) <= (BYTE *)adapters + given)
            put_gateway(adapter, next++);
    }
    return result;
}

#include "iphlpapi/changes.h"
