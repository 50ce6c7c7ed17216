/*
 * A double of advapi32.dll for logging on and for what becomes of a service that fails: Wine takes any user with any password, and
 * knows neither failure actions nor when they apply. The file C:\double\account says whose password is what: "NAME PASSWORD", else
 * the double of netapi32 the last that it set; the account's SID is not looked at. All else is Wine's. The startup hook hands the
 * calls of OpenLaunch.Steps to it.
 */
#include "double.h"

/* "ERROR_LOGON_FAILURE: the user name or password is incorrect" (System Error Codes); "dwLogonType", "dwLogonProvider":
   LogonUserW. The token is this process's own. */
__declspec(dllexport) BOOL WINAPI double_LogonUserW(
    LPCWSTR user, LPCWSTR domain, LPCWSTR password, DWORD type, DWORD provider, PHANDLE token)
{
    WCHAR given[256];
    swprintf(given, 256, L"%ls %ls", user, password);
    DWORD error = _wcsicmp(given, fact("account", fact("account last set", L""))) ? ERROR_LOGON_FAILURE
        : type < LOGON32_LOGON_INTERACTIVE || provider > LOGON32_PROVIDER_WINNT50 ? ERROR_INVALID_PARAMETER : ERROR_SUCCESS;
    record(L"LogonUserW %ls domain=%ls type=%lu provider=%lu -> %lu", user, domain ? domain : L"null", type, provider, error);
    if (!error)
        return OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, token);
    SetLastError(error);
    return FALSE;
}

/* "ERROR_PRIVILEGE_NOT_HELD" without SE_INCREASE_QUOTA_NAME: CreateProcessAsUserW. "An environment block: each string ends with a
   zero, the block with another"; "CREATE_UNICODE_ENVIRONMENT must be set for Unicode characters": there. */
__declspec(dllexport) BOOL WINAPI double_CreateProcessAsUserW(
    HANDLE token, LPCWSTR program, LPWSTR command, LPSECURITY_ATTRIBUTES process, LPSECURITY_ATTRIBUTES thread, BOOL inherit,
    DWORD flags, LPVOID environment, LPCWSTR folder, LPSTARTUPINFOW startup, LPPROCESS_INFORMATION information)
{
    int variables = 0;
    for (LPCWSTR at = environment; at && (flags & CREATE_UNICODE_ENVIRONMENT) && *at; at += wcslen(at) + 1)
        variables++;
    DWORD error = environment && !(flags & CREATE_UNICODE_ENVIRONMENT) ? ERROR_INVALID_PARAMETER
        : is_so("privilege not held") ? ERROR_PRIVILEGE_NOT_HELD : ERROR_SUCCESS;
    record(L"CreateProcessAsUserW inherit=%d flags=%#lx variables=%ls folder=%ls size=%lu %ls -> %lu", inherit, flags,
        variables ? L"some" : L"none", folder, startup->cb, command, error);
    if (!error)
        return CreateProcessAsUserW(token, program, command, process, thread, inherit, flags, environment, folder, startup, information);
    SetLastError(error);
    return FALSE;
}

/* "lpDependencies: a double null-terminated array of null-separated names": CreateServiceW, ChangeServiceConfigW. Told with commas. */
static const WCHAR *list(LPCWSTR names, WCHAR *room)
{
    WCHAR *at = room;
    for (; names && *names; names += wcslen(names) + 1)
        at += swprintf(at, 128, at == room ? L"%ls" : L",%ls", names);
    *at = 0;
    return room;
}

__declspec(dllexport) SC_HANDLE WINAPI double_CreateServiceW(SC_HANDLE manager, LPCWSTR name, LPCWSTR shown, DWORD access, DWORD type,
    DWORD start, DWORD control, LPCWSTR path, LPCWSTR group, LPDWORD tag, LPCWSTR dependencies, LPCWSTR account, LPCWSTR password)
{
    WCHAR names[512];
    record(L"CreateServiceW %ls type=%#lx start=%lu dependencies=%ls account=%ls", name, type, start, list(dependencies, names),
        account ? account : L"LocalSystem");
    /* Wine has no services of these names, and would not start what depends on them. */
    return CreateServiceW(manager, name, shown, access, type, start, control, path, group, tag, NULL, account, password);
}

__declspec(dllexport) BOOL WINAPI double_ChangeServiceConfigW(SC_HANDLE service, DWORD type, DWORD start, DWORD control, LPCWSTR path,
    LPCWSTR group, LPDWORD tag, LPCWSTR dependencies, LPCWSTR account, LPCWSTR password, LPCWSTR shown)
{
    WCHAR names[512];
    record(L"ChangeServiceConfigW start=%#lx dependencies=%ls", start, list(dependencies, names));
    return ChangeServiceConfigW(service, type, start, control, path, group, tag, NULL, account, password, shown);
}

/* "SERVICE_START access right for SC_ACTION_RESTART"; "the nth failure does lpsaActions[n-1], when the count exceeds cActions the last
   one is repeated"; level 4: SERVICE_FAILURE_ACTIONS_FLAG: SERVICE_FAILURE_ACTIONSW, ChangeServiceConfig2W. */
__declspec(dllexport) BOOL WINAPI double_ChangeServiceConfig2W(SC_HANDLE service, DWORD level, LPVOID info)
{
    WCHAR acts[256], *at = acts;
    const SERVICE_FAILURE_ACTIONSW *failure = info;
    if (level == SERVICE_CONFIG_FAILURE_ACTIONS_FLAG)
        record(L"ChangeServiceConfig2W failure actions flag %d", ((SERVICE_FAILURE_ACTIONS_FLAG *)info)->fFailureActionsOnNonCrashFailures);
    else if (level == SERVICE_CONFIG_FAILURE_ACTIONS)
    {
        for (DWORD i = 0; i < failure->cActions && i < 8; i++)
            at += swprintf(at, 32, L" %d after %lu ms", failure->lpsaActions[i].Type, failure->lpsaActions[i].Delay);
        *at = 0;
        record(L"ChangeServiceConfig2W failure actions, forgotten after %lu s:%ls", failure->dwResetPeriod, acts);
    }
    else
        return ChangeServiceConfig2W(service, level, info);
    return TRUE;
}
