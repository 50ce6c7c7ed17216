/* What the doubles of Windows' libraries share: a record of the calls, one line each, in C:\double\calls.log. */
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
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
