/* Stands in for a tool of Windows: records how it was called, prints what the fact "NAME output" says, and ends with "NAME result". */
#include "double.h"

int main(void)
{
    WCHAR program[MAX_PATH], *name;
    char says[64], result[64];
    GetModuleFileNameW(NULL, program, MAX_PATH);
    name = wcsrchr(program, L'\\') + 1;
    LPCWSTR line = GetCommandLineW();
    line = wcsstr(line, L"\" ") ? wcsstr(line, L"\" ") + 2 : wcschr(line, L' ') ? wcschr(line, L' ') + 1 : L"";
    record(L"%ls %ls", name, line);
    snprintf(says, sizeof says, "%ls output", name);
    snprintf(result, sizeof result, "%ls result", name);
    wprintf(L"%ls", fact(says, L""));
    return wcstol(fact(result, L"0"), NULL, 10);
}
