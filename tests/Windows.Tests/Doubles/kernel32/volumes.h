/* Volumes: their names, letters, labels and file systems. */

/* "If lpDeviceName is NULL, a list of all existing MS-DOS device names", each with a zero, another at the end;
   "ERROR_INSUFFICIENT_BUFFER: the buffer is too small". */
__declspec(dllexport) DWORD WINAPI double_QueryDosDeviceW(LPCWSTR device, LPWSTR target, DWORD length)
{
    WCHAR all[1024], *at = all;
    load();
    at += swprintf(at, 64, L"COM1") + 1;
    at += swprintf(at, 64, L"C:") + 1;
    for (int i = 0; i < disk_count; i++)
        at += swprintf(at, 64, L"PhysicalDrive%u", disks[i].number) + 1;
    *at++ = 0;
    if (device || length < (DWORD)(at - all))
        return fail(device ? ERROR_FILE_NOT_FOUND : ERROR_INSUFFICIENT_BUFFER);
    memcpy(target, all, (at - all) * sizeof *all);
    return at - all;
}

static BOOL next_volume(LPWSTR name, DWORD length)
{
    /* A reserved partition has no volume, and none of an offline disk is there. */
    while (searched < part_count && (parts[searched].type == 'r' || find_disk(parts[searched].disk)->attributes & 1))
        searched++;
    if (searched == part_count)
        return fail(ERROR_NO_MORE_FILES);
    if (length < 64)
        return fail(ERROR_FILENAME_EXCED_RANGE);
    name_volume(searched++, name);
    return TRUE;
}

__declspec(dllexport) HANDLE WINAPI double_FindFirstVolumeW(LPWSTR name, DWORD length)
{
    load();
    searched = 0;
    return next_volume(name, length) ? lend(1) : INVALID_HANDLE_VALUE;
}
__declspec(dllexport) BOOL WINAPI double_FindNextVolumeW(HANDLE search, LPWSTR name, DWORD length)
{
    (void)search;
    return next_volume(name, length);
}
__declspec(dllexport) BOOL WINAPI double_FindVolumeClose(HANDLE search)
{
    return take_back(search) || fail(ERROR_INVALID_HANDLE);
}

/* "A trailing backslash is required": GetDriveTypeW, GetVolumeInformationW, GetVolumePathNamesForVolumeNameW. */
__declspec(dllexport) UINT WINAPI double_GetDriveTypeW(LPCWSTR root)
{
    return find_volume(root) >= 0 && is_root(root) ? DRIVE_FIXED : DRIVE_NO_ROOT_DIR;
}

__declspec(dllexport) BOOL WINAPI double_GetVolumeInformationW(
    LPCWSTR root, LPWSTR label, DWORD length, LPDWORD serial, LPDWORD longest, LPDWORD flags, LPWSTR fs, DWORD fs_length)
{
    int at = find_volume(root);
    (void)serial; (void)longest; (void)flags;
    if (label && length)
        *label = 0;
    if (at < 0 || !is_root(root))
        return fail(ERROR_INVALID_NAME);
    if (*parts[at].fs == '-')
        return fail(ERROR_UNRECOGNIZED_VOLUME);
    if (fs)
        mbstowcs(fs, parts[at].fs, fs_length);
    if (label)
        mbstowcs(label, parts[at].label, length);
    return TRUE;
}

/* "Bit 0 is drive A". */
__declspec(dllexport) DWORD WINAPI double_GetLogicalDrives(void)
{
    DWORD drives = 0;
    load();
    for (int i = 0; i < part_count; i++)
        if (parts[i].letter != '-')
            drives |= 1u << (parts[i].letter - 'A');
    return drives;
}

/* "lpszVolumeMountPoint: must end with a trailing backslash", "lpszVolumeName: a volume GUID path" with one too; "a mount point
   that is in use: ERROR_DIR_NOT_EMPTY". */
__declspec(dllexport) BOOL WINAPI double_SetVolumeMountPointW(LPCWSTR mount, LPCWSTR volume)
{
    load();
    int at = find_volume(volume);
    record(L"SetVolumeMountPointW %ls %ls", mount, volume);
    if (at < 0 || !is_root(volume) || wcslen(mount) != 3 || !is_root(mount))
        return fail(ERROR_INVALID_NAME);
    for (int i = 0; i < part_count; i++)
        if (parts[i].letter == (char)*mount)
            return fail(ERROR_DIR_NOT_EMPTY);
    if (parts[at].letter != '-')
        return fail(ERROR_INVALID_PARAMETER); /* "a volume can have only one drive letter" */
    parts[at].letter = (char)*mount;
    save();
    return TRUE;
}

__declspec(dllexport) BOOL WINAPI double_DeleteVolumeMountPointW(LPCWSTR mount)
{
    load();
    record(L"DeleteVolumeMountPointW %ls", mount);
    for (int i = 0; i < part_count && wcslen(mount) == 3 && is_root(mount); i++)
        if (parts[i].letter == (char)*mount)
        {
            parts[i].letter = '-';
            save();
            return TRUE;
        }
    return fail(ERROR_INVALID_NAME);
}

/* "A trailing backslash is required"; "NTFS: 32 characters". */
__declspec(dllexport) BOOL WINAPI double_SetVolumeLabelW(LPCWSTR root, LPCWSTR label)
{
    load();
    int at = find_volume(root);
    record(L"SetVolumeLabelW %ls %ls", root, label ? label : L"null");
    if (at < 0 || !is_root(root) || (label && wcslen(label) > 32))
        return fail(ERROR_INVALID_NAME);
    if (*parts[at].fs == '-')
        return fail(ERROR_UNRECOGNIZED_VOLUME);
    wcstombs(parts[at].label, label ? label : L"", 33);
    save();
    return TRUE;
}

__declspec(dllexport) BOOL WINAPI double_GetDiskFreeSpaceW(
    LPCWSTR root, LPDWORD per_cluster, LPDWORD per_sector, LPDWORD free_clusters, LPDWORD clusters)
{
    int at = find_volume(root);
    if (at < 0 || !is_root(root))
        return fail(ERROR_PATH_NOT_FOUND);
    *per_sector = find_disk(parts[at].disk)->sector;
    *per_cluster = parts[at].cluster / *per_sector;
    *free_clusters = 1;
    *clusters = (DWORD)parts[at].clusters;
    return TRUE;
}

__declspec(dllexport) BOOL WINAPI double_GetVolumePathNamesForVolumeNameW(LPCWSTR root, LPWCH paths, DWORD length, PDWORD needed)
{
    int at = find_volume(root);
    if (at < 0 || !is_root(root))
        return fail(ERROR_INVALID_NAME);
    *needed = parts[at].letter == '-' ? 1 : 5;
    if (length < *needed)
        return fail(ERROR_MORE_DATA);
    memset(paths, 0, *needed * sizeof *paths);
    if (*needed > 1)
        swprintf(paths, 5, L"%c:\\", parts[at].letter);
    return TRUE;
}
