/*
 * A double of setupapi.dll, for Wine knows neither the bus of a device nor its address. Here they are the values BusNumber and
 * Address of the device's key; all else is Wine's. The startup hook hands the calls of OpenLaunch.Steps to it.
 */
#include "double.h"
#include <setupapi.h>

/* "If an error occurs, the function returns INVALID_HANDLE_VALUE": SetupDiGetClassDevsW. */
__declspec(dllexport) HDEVINFO WINAPI double_SetupDiGetClassDevsW(const GUID *class, PCWSTR enumerator, HWND window, DWORD flags)
{
    if (!is_so("no devices"))
        return SetupDiGetClassDevsW(class, enumerator, window, flags);
    SetLastError(ERROR_INVALID_DATA);
    return INVALID_HANDLE_VALUE;
}

/* "ERROR_INVALID_DATA: the requested property does not exist for a device"; "ERROR_INSUFFICIENT_BUFFER: the buffer is not large
   enough to hold the data", with the size that is needed: SetupDiGetDeviceRegistryPropertyW. Both are numbers: SPDRP_ADDRESS,
   SPDRP_BUSNUMBER there. A PCI device's address is "the device number in the high word, the function number in the low one":
   DEVPKEY_Device_Address. */
__declspec(dllexport) BOOL WINAPI double_SetupDiGetDeviceRegistryPropertyW(
    HDEVINFO set, PSP_DEVINFO_DATA device, DWORD property, PDWORD type, PBYTE buffer, DWORD size, PDWORD needed)
{
    WCHAR id[300], key[400];
    DWORD value, length = sizeof value;
    if (property != SPDRP_BUSNUMBER && property != SPDRP_ADDRESS)
        return SetupDiGetDeviceRegistryPropertyW(set, device, property, type, buffer, size, needed);
    if (!SetupDiGetDeviceInstanceIdW(set, device, id, 300, NULL))
        return FALSE;
    swprintf(key, 400, L"SYSTEM\\CurrentControlSet\\Enum\\%ls", id);
    LPCWSTR name = property == SPDRP_ADDRESS ? L"Address" : L"BusNumber";
    DWORD error = RegGetValueW(HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_DWORD, NULL, &value, &length) ? ERROR_INVALID_DATA
        : size < sizeof value ? ERROR_INSUFFICIENT_BUFFER : ERROR_SUCCESS;
    record(L"%ls of %ls -> %lu", name, id, error);
    if (type)
        *type = REG_DWORD;
    if (needed)
        *needed = sizeof value;
    if (error)
        SetLastError(error);
    else
        memcpy(buffer, &value, sizeof value);
    return !error;
}
