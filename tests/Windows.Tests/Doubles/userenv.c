/*
 * A double of userenv.dll, for Wine loads no profile. It records what is loaded, made and given back, and does what Microsoft's pages
 * say of each function (Microsoft Learn, the page of its name); the environment is Wine's. The startup hook hands the calls of
 * OpenLaunch.Steps to it.
 */
#include "double.h"
#include <userenv.h>

#define Profile ((HANDLE)0x1d0)

/* "dwSize: the size of this structure"; "lpUserName: this member must be specified", hProfile is the user's part of the registry:
   PROFILEINFO, LoadUserProfileW. */
__declspec(dllexport) BOOL WINAPI double_LoadUserProfileW(HANDLE token, LPPROFILEINFOW information)
{
    DWORD error = information->dwSize != sizeof *information || !information->lpUserName ? ERROR_INVALID_PARAMETER
        : !token ? ERROR_INVALID_HANDLE : ERROR_SUCCESS;
    record(L"LoadUserProfileW %ls flags=%lu -> %lu", information->lpUserName ? information->lpUserName : L"null", information->dwFlags, error);
    if (error)
        SetLastError(error);
    else
        information->hProfile = Profile;
    return !error;
}

/* "hProfile: handle to the registry key", that LoadUserProfileW gave. */
__declspec(dllexport) BOOL WINAPI double_UnloadUserProfile(HANDLE token, HANDLE profile)
{
    int is_ours = token && profile == Profile;
    record(L"UnloadUserProfile -> %lu", is_ours ? ERROR_SUCCESS : ERROR_INVALID_HANDLE);
    return is_ours;
}

/* "To free the buffer when you have finished with the environment block, call DestroyEnvironmentBlock." A token of null gives the
   system's variables only: not so here. */
__declspec(dllexport) BOOL WINAPI double_CreateEnvironmentBlock(LPVOID *environment, HANDLE token, BOOL inherit)
{
    void *made;
    if (!CreateEnvironmentBlock(&made, token, inherit))
        return FALSE;
    LPCWSTR at = made;
    while (*at)
        at += wcslen(at) + 1;
    size_t size = (at + 1 - (LPCWSTR)made) * sizeof *at;
    memcpy(*environment = lend(size), made, size);
    DestroyEnvironmentBlock(made);
    record(L"CreateEnvironmentBlock inherit=%d", inherit);
    return TRUE;
}
__declspec(dllexport) BOOL WINAPI double_DestroyEnvironmentBlock(LPVOID environment)
{
    return take_back(environment);
}
