/*
 * Stands in for fsutil.exe: records how it was called, and keeps what "behavior set DisableDeleteNotify" is told where Windows keeps
 * it (fsutil behavior, its settings in HKLM\SYSTEM\CurrentControlSet\Control\FileSystem).
 */
#include "double.h"

int main(int count, char **values)
{
    record(L"fsutil.exe %hs %hs %hs %hs", count > 1 ? values[1] : "", count > 2 ? values[2] : "", count > 3 ? values[3] : "",
        count > 4 ? values[4] : "");
    if (count != 5 || _stricmp(values[1], "behavior") || _stricmp(values[2], "set") || _stricmp(values[3], "DisableDeleteNotify"))
        return 1;
    DWORD is_off = atoi(values[4]);
    return RegSetKeyValueA(HKEY_LOCAL_MACHINE, "SYSTEM\\CurrentControlSet\\Control\\FileSystem", "DisableDeleteNotification", REG_DWORD,
        &is_off, sizeof is_off);
}
