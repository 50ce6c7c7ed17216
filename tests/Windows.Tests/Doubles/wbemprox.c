/*
 * A double of wbemprox.dll, Wine's locator of WMI, which knows two columns of the licensing classes. It has one namespace with
 * the classes SoftwareLicensingProduct and SoftwareLicensingService, and one object of each; and that of the storage management,
 * with MSFT_Volume: the volumes of the double of kernel32.dll, which its method Format formats.
 *
 * Files of C:\double say how the licence is: LicenseStatus, LicenseStatusReason, GracePeriodRemaining,
 * ProductKeyChannel, PartialProductKey, DiscoveredKeyManagementServiceMachineName, "no product"; LatencyMs is how long a query
 * takes, MethodResult what a method comes to. It does what Microsoft's pages say of each interface (Microsoft
 * Learn, the page of the method's name; other pages are named where they rule). What a page leaves open is recorded and not
 * judged. Objects live as long as the program does.
 */
#define COBJMACROS
#define INITGUID
#include "double.h"
#include <objbase.h>
#include <oleauto.h>
#include <wbemcli.h>

#define PRODUCT L"SoftwareLicensingProduct.ID=\"00000000-1111-2222-3333-444444444444\""
#define SERVICE L"SoftwareLicensingService.Version=\"10.0.26100.1\""

/* The properties of both classes that a query may name: "SoftwareLicensingProduct class", "SoftwareLicensingService class". */
static const WCHAR product_properties[] = L" ID Name Description ApplicationID ProcessorURL MachineURL ProductKeyURL UseLicenseURL "
    L"LicenseStatus LicenseStatusReason GracePeriodRemaining EvaluationEndDate OfflineInstallationId PartialProductKey ProductKeyID "
    L"ProductKeyID2 ProductKeyChannel LicenseFamily LicenseDependsOn LicenseIsAddon VLActivationInterval VLRenewalInterval "
    L"KeyManagementServiceProductKeyID KeyManagementServiceMachine KeyManagementServicePort "
    L"DiscoveredKeyManagementServiceMachineName DiscoveredKeyManagementServiceMachinePort TrustedTime ";
static const WCHAR service_properties[] = L" Version KeyManagementServiceMachine KeyManagementServicePort "
    L"IsKeyManagementServiceMachine ClientMachineID RemainingWindowsReArmCount OA3xOriginalProductKey ";

#define VOLUMES L"MSFT_Volume"
static const WCHAR volume_properties[] = L" * ObjectId UniqueId Path DriveLetter FileSystem FileSystemLabel Size ";

/* What Format is given: "Format method of the MSFT_Volume class". */
static struct { WCHAR volume[64], file_system[16], label[33]; LONG unit; int full, force; } format;

static int is_word(const WCHAR *list, const WCHAR *word)
{
    WCHAR padded[128];
    swprintf(padded, 128, L" %ls ", word);
    return wcsstr(list, padded) != NULL;
}

/* "The length prefix of a BSTR": a text that is none, though it is as long, has another number before it. */
static const WCHAR *bstr(const BSTR text)
{
    return !text ? L"null" : SysStringLen(text) == wcslen(text) ? text : L"(no BSTR)";
}

static const WCHAR *given(const void *pointer)
{
    return pointer ? L"given" : L"null";
}

/* What a class does not offer, and what any of them does: objects end with the program. */
static HRESULT WINAPI refuse(void)
{
    record(L"a method that is not offered");
    return E_NOTIMPL;
}
static ULONG WINAPI one(void) { return 1; }

static void fill(void *table, size_t size)
{
    for (void **at = table; at < (void **)((BYTE *)table + size); at++)
        *at = refuse;
}

/* ---- The security of a proxy: CoSetProxyBlanket asks the proxy for IClientSecurity. ---- */
struct proxy { IClientSecurity security; IUnknown *outer; const WCHAR *name; int may; };

static struct proxy *proxy_of(IClientSecurity *security) { return CONTAINING_RECORD(security, struct proxy, security); }
static HRESULT WINAPI security_query(IClientSecurity *self, REFIID iid, void **out) { return IUnknown_QueryInterface(proxy_of(self)->outer, iid, out); }
static HRESULT WINAPI security_set(IClientSecurity *self, IUnknown *proxy, DWORD authentication, DWORD authorization,
    OLECHAR *principal, DWORD level, DWORD impersonation, void *identity, DWORD capabilities)
{
    (void)proxy;
    /* "RPC_C_IMP_LEVEL_IMPERSONATE: the server can act for the client": Setting the Security Levels on a WMI Connection. */
    proxy_of(self)->may = impersonation >= RPC_C_IMP_LEVEL_IMPERSONATE;
    record(L"CoSetProxyBlanket %ls %lu %lu %ls %lu %lu %ls %lu", proxy_of(self)->name, authentication, authorization,
        given(principal), level, impersonation, given(identity), capabilities);
    return S_OK;
}
static IClientSecurityVtbl security_table;

static void protect(struct proxy *proxy, void *outer, const WCHAR *name)
{
    proxy->security.lpVtbl = &security_table;
    proxy->outer = outer;
    proxy->name = name;
}

#include "wbemprox/objects.h"
#include "wbemprox/queries.h"

/* ---- The namespace. ---- */
struct space { IWbemServices services; struct proxy proxy; int is_storage; };

static IWbemServicesVtbl space_table;
static HRESULT WINAPI space_query(IWbemServices *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IWbemServices) ? (void *)self
        : IsEqualGUID(iid, &IID_IClientSecurity) ? (void *)&((struct space *)self)->proxy.security : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}

/* "WBEM_FLAG_RETURN_IMMEDIATELY: a semisynchronous call": then it is Next that tells of an error. */
static HRESULT WINAPI space_exec(IWbemServices *self, BSTR language, BSTR query, LONG flags, IWbemContext *context, IEnumWbemClassObject **out)
{
    struct found *found = calloc(1, sizeof *found);
    found->list.lpVtbl = &found_table;
    found->born = GetTickCount();
    found->error = judge(language, query, found);
    protect(&found->proxy, &found->list, L"the result");
    record(L"ExecQuery %ls %ls %#lx %ls -> %#lx", bstr(language), bstr(query), flags, given(context), found->error);
    *out = NULL;
    if (!((struct space *)self)->proxy.may)
        return WBEM_E_ACCESS_DENIED;
    if (found->error && !(flags & WBEM_FLAG_RETURN_IMMEDIATELY))
        return found->error;
    *out = &found->list;
    return S_OK;
}

static HRESULT WINAPI space_get(IWbemServices *self, const BSTR path, LONG flags, IWbemContext *context, IWbemClassObject **out, IWbemCallResult **call)
{
    (void)self; (void)flags; (void)context; (void)call;
    *out = NULL;
    if (wcscmp(bstr(path), L"SoftwareLicensingService") && wcscmp(bstr(path), VOLUMES) && wcscmp(bstr(path), L"MSFT_StorageSetting"))
        return WBEM_E_NOT_FOUND;
    *out = &make(L"a class")->object;
    return S_OK;
}

#include "wbemprox/methods.h"

/* ---- The locator and its class. ---- */
static IWbemLocatorVtbl locator_table;
static IWbemLocator locator = { &locator_table };
static HRESULT WINAPI locator_query(IWbemLocator *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IWbemLocator) ? self : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}
static HRESULT WINAPI locator_connect(IWbemLocator *self, const BSTR resource, const BSTR user, const BSTR password, const BSTR locale,
    LONG flags, const BSTR authority, IWbemContext *context, IWbemServices **out)
{
    struct space *space = calloc(1, sizeof *space);
    (void)self;
    space->services.lpVtbl = &space_table;
    protect(&space->proxy, &space->services, L"the namespace");
    record(L"ConnectServer %ls %ls %ls %ls %#lx %ls %ls", bstr(resource), bstr(user), bstr(password), bstr(locale), flags,
        bstr(authority), given(context));
    *out = NULL;
    space->is_storage = !_wcsicmp(bstr(resource), L"ROOT\\Microsoft\\Windows\\Storage");
    if (!space->is_storage && _wcsicmp(bstr(resource), L"ROOT\\CIMV2"))
        return WBEM_E_INVALID_NAMESPACE;
    *out = &space->services;
    return S_OK;
}

static IClassFactoryVtbl factory_table;
static IClassFactory factory = { &factory_table };
static HRESULT WINAPI factory_query(IClassFactory *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IClassFactory) ? self : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}
static HRESULT WINAPI factory_create(IClassFactory *self, IUnknown *outer, REFIID iid, void **out)
{
    (void)self; (void)outer;
    return IWbemLocator_QueryInterface(&locator, iid, out);
}

#define BEGIN(table, query) \
    fill(&table, sizeof table); \
    table.QueryInterface = query; \
    table.AddRef = (void *)one; \
    table.Release = (void *)one

__declspec(dllexport) HRESULT WINAPI DllGetClassObject(REFCLSID class, REFIID iid, void **out)
{
    BEGIN(security_table, security_query);
    security_table.SetBlanket = security_set;
    BEGIN(object_table, object_query);
    object_table.Get = object_get;
    object_table.Put = object_put;
    object_table.GetMethod = object_method;
    object_table.SpawnInstance = object_spawn;
    BEGIN(found_table, found_query);
    found_table.Next = found_next;
    BEGIN(space_table, space_query);
    space_table.ExecQuery = space_exec;
    space_table.GetObject = space_get;
    space_table.ExecMethod = space_call;
    BEGIN(locator_table, locator_query);
    locator_table.ConnectServer = locator_connect;
    BEGIN(factory_table, factory_query);
    factory_table.CreateInstance = factory_create;
    *out = NULL;
    return IsEqualGUID(class, &CLSID_WbemLocator) ? IClassFactory_QueryInterface(&factory, iid, out) : CLASS_E_CLASSNOTAVAILABLE;
}
