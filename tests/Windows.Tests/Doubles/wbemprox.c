/*
 * A double of wbemprox.dll, Wine's locator of WMI, which knows two columns of the licensing classes. It has one namespace with
 * the classes SoftwareLicensingProduct and SoftwareLicensingService, and one object of each; and that of the storage management,
 * with MSFT_Volume: the volumes of the double of kernel32.dll, which its method Format formats.
 *
 * Files of C:\double say how the licence is: LicenseStatus, GracePeriodRemaining, ProductKeyChannel, "no product"; LatencyMs is
 * how long a query takes, MethodResult what a method comes to. It does what Microsoft's pages say of each interface (Microsoft
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

/* ---- Objects: of a query, a class, the parameters of a method. ---- */
struct object { IWbemClassObject object; const WCHAR *path; WCHAR wanted[512], method[64], key[64]; HRESULT result; };

static IWbemClassObjectVtbl object_table;
static struct object *make(const WCHAR *path)
{
    struct object *made = calloc(1, sizeof *made);
    made->object.lpVtbl = &object_table;
    made->path = path;
    return made;
}

static HRESULT WINAPI object_query(IWbemClassObject *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IWbemClassObject) ? self : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}

/* "WBEM_E_NOT_FOUND: the specified property is not found", as what a query did not select. A number of 32 bits is VT_I4: Numbers
   (CIM types). The path is null unless the key is selected: SELECT Statement for Data Queries. */
static HRESULT WINAPI object_get(IWbemClassObject *self, LPCWSTR name, LONG flags, VARIANT *value, CIMTYPE *type, LONG *flavor)
{
    struct object *object = (struct object *)self;
    const WCHAR *text = NULL;
    (void)flags; (void)type; (void)flavor;
    V_VT(value) = VT_NULL;
    if (*object->method)
    {
        if (wcscmp(name, L"ReturnValue"))
            return WBEM_E_NOT_FOUND;
        V_VT(value) = VT_I4;
        V_I4(value) = object->result;
        return S_OK;
    }
    if (!wcscmp(name, L"__RELPATH") && !wcscmp(object->path, VOLUMES))
        text = is_word(object->wanted, L"*") ? VOLUMES : NULL;
    else if (!wcscmp(name, L"__RELPATH"))
        text = is_word(object->wanted, wcscmp(object->path, PRODUCT) ? L"Version" : L"ID") ? object->path : NULL;
    else if (!is_word(object->wanted, name))
        return WBEM_E_NOT_FOUND;
    else if (!wcscmp(name, L"ProductKeyChannel"))
        text = fact("ProductKeyChannel", L"Volume:GVLK");
    else if (!wcscmp(name, L"LicenseStatus") || !wcscmp(name, L"GracePeriodRemaining"))
    {
        V_VT(value) = VT_I4;
        V_I4(value) = *name == L'L' ? wcstol(fact("LicenseStatus", L"1"), NULL, 10) : wcstol(fact("GracePeriodRemaining", L"0"), NULL, 10);
    }
    if (text)
    {
        V_VT(value) = VT_BSTR;
        V_BSTR(value) = SysAllocString(text);
    }
    return S_OK;
}

/* "The in-parameters class": of InstallProductKey, with the text ProductKey. */
static HRESULT WINAPI object_method(IWbemClassObject *self, LPCWSTR name, LONG flags, IWbemClassObject **in, IWbemClassObject **out)
{
    struct object *signature;
    (void)self;
    if ((wcscmp(name, L"InstallProductKey") && wcscmp(name, L"Format")) || flags)
        return WBEM_E_NOT_FOUND;
    signature = make(L"a signature");
    *in = &signature->object;
    if (out)
        *out = NULL;
    return S_OK;
}
static HRESULT WINAPI object_spawn(IWbemClassObject *self, LONG flags, IWbemClassObject **out)
{
    if (flags || wcscmp(((struct object *)self)->path, L"a signature"))
        return WBEM_E_INVALID_PARAMETER; /* "lFlags: must be 0" */
    *out = &make(L"parameters")->object;
    return S_OK;
}
static HRESULT WINAPI object_put(IWbemClassObject *self, LPCWSTR name, LONG flags, VARIANT *value, CIMTYPE type)
{
    struct object *object = (struct object *)self;
    if (!wcscmp(object->path, L"parameters") && !flags && !type)
    {
        VARTYPE wanted = !wcscmp(name, L"Full") || !wcscmp(name, L"Force") ? VT_BOOL : !wcscmp(name, L"AllocationUnitSize") ? VT_I4
            : !wcscmp(name, L"FileSystem") || !wcscmp(name, L"FileSystemLabel") ? VT_BSTR : VT_EMPTY;
        if (wanted != VT_EMPTY && V_VT(value) != wanted)
            return WBEM_E_TYPE_MISMATCH;
        if (wanted == VT_BOOL)
            *(name[1] == L'u' ? &format.full : &format.force) = V_BOOL(value) != VARIANT_FALSE;
        else if (wanted == VT_I4)
            format.unit = V_I4(value);
        else if (wanted == VT_BSTR)
            name[10] ? wcsncpy(format.label, bstr(V_BSTR(value)), 32) : wcsncpy(format.file_system, bstr(V_BSTR(value)), 15);
        if (wanted != VT_EMPTY)
            return S_OK;
    }
    /* "WBEM_E_TYPE_MISMATCH: the value does not match the property's type"; "lFlags: must be 0". */
    if (flags || wcscmp(object->path, L"parameters") || wcscmp(name, L"ProductKey"))
        return WBEM_E_INVALID_PARAMETER;
    if (V_VT(value) != VT_BSTR || type)
        return WBEM_E_TYPE_MISMATCH;
    wcsncpy(object->key, bstr(V_BSTR(value)), 63);
    return S_OK;
}

/* ---- What a query found. ---- */
struct found { IEnumWbemClassObject list; struct proxy proxy; int at, is_service, is_volume; WCHAR wanted[512]; HRESULT error; DWORD born; };

static IEnumWbemClassObjectVtbl found_table;
static HRESULT WINAPI found_query(IEnumWbemClassObject *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IEnumWbemClassObject) ? (void *)self
        : IsEqualGUID(iid, &IID_IClientSecurity) ? (void *)&((struct found *)self)->proxy.security : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}

/* "WBEM_S_TIMEDOUT: the time-out was reached before the number of objects requested could be obtained"; "WBEM_S_FALSE: the number
   of objects returned was less than the number requested", none at the end. */
static HRESULT WINAPI found_next(IEnumWbemClassObject *self, LONG timeout, ULONG count, IWbemClassObject **objects, ULONG *returned)
{
    struct found *found = (struct found *)self;
    LONG left = wcstol(fact("LatencyMs", L"0"), NULL, 10) - (LONG)(GetTickCount() - found->born);
    *returned = 0;
    *objects = NULL;
    if (!found->proxy.may)
        return WBEM_E_ACCESS_DENIED;
    if (left > 0)
    {
        int is_over = timeout >= 0 && timeout < left;
        Sleep(is_over ? timeout : left);
        if (is_over)
        {
            record(L"Next %ld -> timed out", timeout);
            return WBEM_S_TIMEDOUT;
        }
    }
    if (found->error)
        return found->error;
    if (found->at++ || (!found->is_service && is_so("no product")) || (found->is_volume && !is_so("storage knows")))
        return WBEM_S_FALSE;
    struct object *object = make(found->is_volume ? VOLUMES : found->is_service ? SERVICE : PRODUCT);
    wcscpy(object->wanted, found->wanted);
    *objects = &object->object;
    *returned = 1;
    return count == 1 ? S_OK : WBEM_S_FALSE;
}

/* ---- The namespace. ---- */
struct space { IWbemServices services; struct proxy proxy; int is_storage; };

static IWbemServicesVtbl space_table;
static HRESULT WINAPI space_query(IWbemServices *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IWbemServices) ? (void *)self
        : IsEqualGUID(iid, &IID_IClientSecurity) ? (void *)&((struct space *)self)->proxy.security : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}

/* A query of WQL: the class is known, and so is each property that it selects or compares: SELECT Statement for Data Queries. */
static HRESULT judge(BSTR language, BSTR query, struct found *found)
{
    WCHAR text[1024], *from, *where, *rest, *condition;
    wcsncpy(text, query, 1023);
    text[1023] = 0;
    if (wcscmp(bstr(language), L"WQL"))
        return WBEM_E_INVALID_QUERY_TYPE;
    if (wcsncmp(text, L"SELECT ", 7) || !(from = wcsstr(text, L" FROM ")))
        return WBEM_E_INVALID_QUERY;
    *from = 0;
    if ((where = wcsstr(from + 6, L" WHERE ")))
        *where = 0;
    found->is_service = !wcscmp(from + 6, L"SoftwareLicensingService");
    found->is_volume = !wcscmp(from + 6, VOLUMES);
    if (!found->is_service && !found->is_volume && wcscmp(from + 6, L"SoftwareLicensingProduct"))
        return WBEM_E_INVALID_CLASS;
    const WCHAR *known = found->is_volume ? volume_properties : found->is_service ? service_properties : product_properties;
    /* "A backslash in a string literal is escaped by a backslash": WQL. */
    if (found->is_volume && where)
    {
        WCHAR *to = format.volume;
        for (WCHAR *at = wcschr(where + 7, L'\''); at && *++at && *at != L'\'' && to < format.volume + 63; )
            if (*at != L'\\' || *++at == L'\\')
                *to++ = *at;
        *to = 0;
    }
    wcscpy(found->wanted, L" ");
    for (WCHAR *word = wcstok(text + 7, L", "); word; word = wcstok(NULL, L", "))
    {
        if (!is_word(known, word))
            return WBEM_E_INVALID_QUERY;
        wcscat(wcscat(found->wanted, word), L" ");
    }
    for (condition = where ? where + 7 : NULL; condition; condition = rest)
    {
        if ((rest = wcsstr(condition, L" AND ")))
            rest += 5;
        WCHAR word[64] = L"";
        swscanf(condition, L"%63l[A-Za-z]", word);
        if (!is_word(known, word))
            return WBEM_E_INVALID_QUERY;
    }
    return S_OK;
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

/* "0: Success", "5: Invalid Parameter": Format. It is the volume of the path with the GUID as the double of kernel32.dll makes it. */
static LONG format_volume(void)
{
    char line[512], all[8192] = "";
    unsigned disk, number;
    LONG result = 5;
    record(L"  format %ls with %ls label=%ls unit=%ld full=%d force=%d", format.volume, format.file_system, format.label, format.unit,
        format.full, format.force);
    if (is_so("format result"))
        return wcstol(fact("format result", L"0"), NULL, 10);
    if (swscanf(format.volume, L"\\\\?\\Volume{00000000-0000-0000-%u-%u}\\", &disk, &number) != 2
        || (wcscmp(format.file_system, L"NTFS") && wcscmp(format.file_system, L"ReFS")))
        return 5;
    FILE *file = fopen(DOUBLE_FOLDER "disks", "rb");
    while (file && fgets(line, sizeof line, file))
    {
        unsigned here, at;
        unsigned long long start, length;
        if (sscanf(line, "part %u %u start=%llu length=%llu", &here, &at, &start, &length) == 4 && here == disk && at == number)
        {
            unsigned cluster = format.unit ? format.unit : 4096;
            sprintf(line, "part %u %u start=%llu length=%llu letter=- fs=%ls clusters=%llu cluster=%u type=d label=%ls\n", disk, number,
                start, length, format.file_system, (length - 512) / cluster, cluster, format.label);
            result = 0;
        }
        strcat(all, line);
    }
    if (file)
        fclose(file);
    set_fact("disks", all);
    return result;
}

/* Activate of a product, RefreshLicenseStatus and InstallProductKey of the service, each with a result of 32 bits: the pages of
   the methods. How a failure is told they leave open: by the call, or with the fact "told by ReturnValue" by that. */
static HRESULT WINAPI space_call(IWbemServices *self, const BSTR path, const BSTR method, LONG flags, IWbemContext *context,
    IWbemClassObject *in, IWbemClassObject **out, IWbemCallResult **call)
{
    struct object *parameters = (struct object *)in, *answer;
    int is_service = !wcscmp(bstr(path), SERVICE), takes_key = !wcscmp(bstr(method), L"InstallProductKey");
    HRESULT result = !((struct space *)self)->proxy.may ? WBEM_E_ACCESS_DENIED : S_OK;
    if (out)
        *out = NULL;
    if (!result && ((struct space *)self)->is_storage)
    {
        record(L"ExecMethod %ls %ls %ld %ls %ls", bstr(path), bstr(method), flags, given(context), given(call));
        answer = make(L"");
        wcscpy(answer->method, method);
        if (!wcscmp(bstr(path), VOLUMES) && !wcscmp(bstr(method), L"Format") && in)
            answer->result = format_volume();
        else if (!wcscmp(bstr(path), L"MSFT_StorageSetting") && !wcscmp(bstr(method), L"UpdateHostStorageCache") && !in)
            set_fact("storage knows", ""); /* "Updates the cache": what has come since is known */
        else
            return WBEM_E_INVALID_METHOD;
        *out = &answer->object;
        return S_OK;
    }
    if (!result && !is_service && wcscmp(bstr(path), PRODUCT))
        result = WBEM_E_INVALID_OBJECT_PATH;
    if (!result && (is_service ? !takes_key && wcscmp(bstr(method), L"RefreshLicenseStatus") : wcscmp(bstr(method), L"Activate")))
        result = WBEM_E_INVALID_METHOD;
    if (!result && takes_key && (!parameters || !*parameters->key))
        result = WBEM_E_INVALID_METHOD_PARAMETERS;
    if (!result && wcscmp(method, L"RefreshLicenseStatus"))
        result = (HRESULT)wcstoul(fact("MethodResult", L"0"), NULL, 16);
    if (!result && takes_key)
        set_fact("ProductKeyChannel", "Volume:GVLK");
    if (!result && !is_service)
    {
        set_fact("LicenseStatus", "1");
        set_fact("GracePeriodRemaining", "259200");
    }
    record(L"ExecMethod %ls %ls %ld %ls key=%ls %ls -> %#lx", bstr(path), bstr(method), flags, given(context),
        parameters ? parameters->key : L"null", given(call), result);
    if (FAILED(result) && !is_so("told by ReturnValue"))
        return result;
    if (out)
    {
        answer = make(L"");
        wcscpy(answer->method, method);
        answer->result = result;
        *out = &answer->object;
    }
    return S_OK;
}

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
