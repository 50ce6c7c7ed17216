/* Changes: who asked to be told of them, and how they are. */

/* A registration: the callback is called on a thread of its own whenever its file is written. */
struct watch { const char *path; HANDLE stop, thread; PIPFORWARD_CHANGE_CALLBACK callback; void *context; };

static DWORD WINAPI look(void *argument)
{
    struct watch *watch = argument;
    WIN32_FILE_ATTRIBUTE_DATA before = { 0 }, now = { 0 };
    GetFileAttributesExA(watch->path, GetFileExInfoStandard, &before);
    while (WaitForSingleObject(watch->stop, 50) == WAIT_TIMEOUT)
    {
        GetFileAttributesExA(watch->path, GetFileExInfoStandard, &now);
        if (!CompareFileTime(&before.ftLastWriteTime, &now.ftLastWriteTime))
            continue;
        before = now;
        MIB_IPFORWARD_ROW2 row = { 0 };
        record(L"a change is told");
        watch->callback(watch->context, &row, MibAddInstance);
    }
    return 0;
}

/* "ERROR_INVALID_PARAMETER: the Family parameter was not either AF_INET, AF_INET6, or AF_UNSPEC"; the handle is what
   CancelMibChangeNotify2 takes: NotifyRouteChange2, NotifyIpInterfaceChange, NotifyUnicastIpAddressChange. */
static DWORD start(const WCHAR *function, const char *path, ADDRESS_FAMILY family, void *callback, void *context, BOOLEAN initial, HANDLE *handle)
{
    DWORD result = !callback || !handle || (family != AF_UNSPEC && family != AF_INET && family != AF_INET6)
        ? ERROR_INVALID_PARAMETER : NO_ERROR;
    record(L"%ls family=%u initial=%u -> %lu", function, family, initial, result);
    if (result)
        return result;
    struct watch *watch = lend(sizeof *watch);
    watch->path = path;
    watch->callback = callback;
    watch->context = context;
    watch->stop = CreateEventA(NULL, TRUE, FALSE, NULL);
    watch->thread = CreateThread(NULL, 0, look, watch, 0, NULL);
    *handle = watch;
    return NO_ERROR;
}

__declspec(dllexport) NETIO_STATUS WINAPI NotifyRouteChange2(
    ADDRESS_FAMILY family, PIPFORWARD_CHANGE_CALLBACK callback, PVOID context, BOOLEAN initial, HANDLE *handle)
{
    return start(L"NotifyRouteChange2", ROUTES, family, callback, context, initial, handle);
}

__declspec(dllexport) NETIO_STATUS WINAPI NotifyIpInterfaceChange(
    ADDRESS_FAMILY family, PIPINTERFACE_CHANGE_CALLBACK callback, PVOID context, BOOLEAN initial, HANDLE *handle)
{
    return start(L"NotifyIpInterfaceChange", DOUBLE_FOLDER "interfaces", family, callback, context, initial, handle);
}

__declspec(dllexport) NETIO_STATUS WINAPI NotifyUnicastIpAddressChange(
    ADDRESS_FAMILY family, PUNICAST_IPADDRESS_CHANGE_CALLBACK callback, PVOID context, BOOLEAN initial, HANDLE *handle)
{
    return start(L"NotifyUnicastIpAddressChange", DOUBLE_FOLDER "addresses", family, callback, context, initial, handle);
}

/* "This function waits for any callbacks that are currently executing to complete." */
__declspec(dllexport) NETIO_STATUS WINAPI CancelMibChangeNotify2(HANDLE handle)
{
    struct watch *watch = handle;
    SetEvent(watch->stop);
    WaitForSingleObject(watch->thread, INFINITE);
    CloseHandle(watch->thread);
    CloseHandle(watch->stop);
    record(L"CancelMibChangeNotify2 -> %lu", take_back(watch) ? NO_ERROR : ERROR_INVALID_PARAMETER);
    return NO_ERROR;
}
