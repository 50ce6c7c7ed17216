/* What the doubles of Windows' libraries share: a record of the calls, one line each, in C:\double\calls.log, and what they lend. */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#define NTDDI_VERSION 0x0A000005
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define DOUBLE_FOLDER "C:\\double\\"

static void record(const wchar_t *format, ...)
{
    wchar_t line[2048];
    char bytes[4096];
    va_list values;
    va_start(values, format);
    int length = _vsnwprintf(line, 2046, format, values);
    va_end(values);
    if (length < 0)
        length = 2046;
    line[length++] = L'\n';
    int size = WideCharToMultiByte(CP_UTF8, 0, line, length, bytes, sizeof bytes, NULL, NULL);
    CreateDirectoryA(DOUBLE_FOLDER, NULL);
    HANDLE file = CreateFileA(DOUBLE_FOLDER "calls.log", FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return;
    DWORD written;
    WriteFile(file, bytes, size, &written, NULL);
    CloseHandle(file);
}

/* Whether the machine is as a file of this name says, which a test puts there. */
static inline int is_so(const char *fact)
{
    char path[MAX_PATH];
    snprintf(path, sizeof path, DOUBLE_FOLDER "%s", fact);
    return GetFileAttributesA(path) != INVALID_FILE_ATTRIBUTES;
}

/* What a file of this name says, in one line, or what is so otherwise. */
static inline const WCHAR *fact(const char *name, const WCHAR *otherwise)
{
    static WCHAR line[256];
    char path[MAX_PATH], bytes[256] = "";
    snprintf(path, sizeof path, DOUBLE_FOLDER "%s", name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return otherwise;
    bytes[fread(bytes, 1, sizeof bytes - 1, file)] = 0;
    fclose(file);
    MultiByteToWideChar(CP_UTF8, 0, bytes, -1, line, 256);
    return line;
}

static inline void set_fact(const char *name, const char *value)
{
    char path[MAX_PATH];
    snprintf(path, sizeof path, DOUBLE_FOLDER "%s", name);
    FILE *file = fopen(path, "wb");
    fputs(value, file);
    fclose(file);
}

/* What a caller must give back through the function that its page names. Ours begins with a mark. */
static LONG lent;
static const DWORD64 Mark = 0x4c62756f44206f4eull;

static inline void *lend(size_t size)
{
    DWORD64 *block = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size + 2 * sizeof *block);
    block[0] = Mark;
    InterlockedIncrement(&lent);
    return block + 2;
}

static inline int take_back(void *buffer)
{
    DWORD64 *block = (DWORD64 *)buffer - 2;
    if (block[0] != Mark)
        return 0;
    block[0] = 0;
    HeapFree(GetProcessHeap(), 0, block);
    InterlockedDecrement(&lent);
    return 1;
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    (void)instance; (void)reserved;
    if (reason == DLL_PROCESS_DETACH && lent != 0)
        record(L"%ld buffers were not freed", lent);
    return TRUE;
}
