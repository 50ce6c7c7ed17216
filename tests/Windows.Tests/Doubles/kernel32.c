/*
 * A double of kernel32.dll for disks, volumes, the tables of the firmware and what a job still runs. Wine keeps kernel32 for itself, so this one does not
 * take its place: the startup hook hands the calls of OpenLaunch.Steps to it, and it hands on to Wine's what is not here.
 *
 * The file C:\double\disks says what disks there are, a line each:
 *   disk NUMBER size=BYTES sector=BYTES style=gpt|mbr|raw
 *   part DISK NUMBER start=BYTES length=BYTES letter=LETTER|- fs=NTFS|FAT32|-... clusters=COUNT cluster=BYTES type=d|r label=LABEL
 * The type is basic data or Microsoft's reserved one; label and type may be missing. The file "disk0 identity" holds what the disk
 * tells of itself: PRODUCT|SERIAL|DEVICE NAME.
 * A disk's own bytes are in disk0.img and so on, a sparse file of its size. What the agent changes is changed there. The double does
 * what Microsoft's pages say of each function and control code (Microsoft Learn, the page of its name; other pages are named where
 * they rule). What a page leaves open is recorded and not judged.
 */
#include "double.h"
#include <winioctl.h>
#include <ntddscsi.h>

#include "kernel32/disks.h"
#include "kernel32/volumes.h"
#include "kernel32/tables.h"
#include "kernel32/devices.h"

/* "If the buffer is not large enough, the return value is the required size": the ACPI table NAME is the file NAME.acpi, the raw
   SMBIOS data ('RSMB') the file smbios where there is one. */
__declspec(dllexport) UINT WINAPI double_GetSystemFirmwareTable(DWORD provider, DWORD table, PVOID buffer, DWORD size)
{
    char path[64];
    BYTE bytes[1024];
    BOOL is_acpi = provider == 0x41435049; /* 'ACPI' */
    snprintf(path, sizeof path, is_acpi ? DOUBLE_FOLDER "%.4s.acpi" : DOUBLE_FOLDER "smbios", (char *)&table);
    FILE *file = is_acpi || provider == 0x52534D42 ? fopen(path, "rb") : NULL;
    if (!is_acpi && !file)
        return GetSystemFirmwareTable(provider, table, buffer, size);
    UINT length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    if (is_acpi)
        record(L"GetSystemFirmwareTable ACPI %.4hs size=%lu -> %u", (char *)&table, size, length);
    if (!length)
        return fail(ERROR_NOT_FOUND);
    if (length <= size)
        memcpy(buffer, bytes, length);
    return length;
}

/* "ActiveProcesses: the total number of processes currently associated with the job": JOBOBJECT_BASIC_ACCOUNTING_INFORMATION. Wine's
   host of a console is one of them for a while after its last program; here there is one only with the fact "processes are left". */
__declspec(dllexport) BOOL WINAPI double_QueryInformationJobObject(
    HANDLE job, JOBOBJECTINFOCLASS kind, LPVOID information, DWORD length, LPDWORD returned)
{
    if (!QueryInformationJobObject(job, kind, information, length, returned))
        return FALSE;
    if (kind == JobObjectBasicAccountingInformation)
        ((JOBOBJECT_BASIC_ACCOUNTING_INFORMATION *)information)->ActiveProcesses = is_so("processes are left");
    return TRUE;
}

/* "On successful retrieval, the locale name and the number of characters with the zero": GetSystemDefaultLocaleName. The fact
   "locale" says which. */
__declspec(dllexport) int WINAPI double_GetSystemDefaultLocaleName(LPWSTR name, int length)
{
    const WCHAR *locale = fact("locale", L"en-US");
    if (length <= (int)wcslen(locale))
        return fail(ERROR_INSUFFICIENT_BUFFER);
    return wcslen(wcscpy(name, locale)) + 1;
}

/* "MUI_LANGUAGE_NAME or MUI_LANGUAGE_ID"; "a null-delimited list, with two nulls at its end"; "with a NULL buffer the required size":
   GetSystemPreferredUILanguages. The fact "language" says which one is preferred; another follows. */
__declspec(dllexport) BOOL WINAPI double_GetSystemPreferredUILanguages(DWORD flags, PULONG count, PZZWSTR names, PULONG length)
{
    WCHAR list[64] = { 0 };
    ULONG needed = swprintf(list, 32, L"%ls", fact("language", L"en-US")) + 1;
    needed += swprintf(list + needed, 16, L"en-GB") + 2;
    if (flags != MUI_LANGUAGE_NAME)
        return fail(ERROR_INVALID_PARAMETER);
    *count = 2;
    if (names && *length < needed)
        return fail(ERROR_INSUFFICIENT_BUFFER);
    if (names)
        memcpy(names, list, needed * sizeof *list);
    *length = needed;
    return TRUE;
}
