/*
 * A double of advapi32.dll for logging on: Wine takes any user with any password. The file C:\double\account says whose password is
 * what: "NAME PASSWORD", else the double of netapi32 the last that it set; the account's SID is not looked at. All else is Wine's. The startup hook hands the calls of
 * OpenLaunch.Steps to it.
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
