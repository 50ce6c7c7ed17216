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

#define MOST 16

/* winioctl.h of Microsoft has them, that of mingw-w64 does not. */
#define IOCTL_DISK_GET_DISK_ATTRIBUTES CTL_CODE(IOCTL_DISK_BASE, 0x3c, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DISK_SET_DISK_ATTRIBUTES CTL_CODE(IOCTL_DISK_BASE, 0x3d, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS)
typedef struct { DWORD Version, Reserved1; DWORDLONG Attributes; } GET_DISK_ATTRIBUTES;
typedef struct { DWORD Version; BOOLEAN Persist; BYTE Reserved1[3]; DWORDLONG Attributes, AttributesMask; DWORD Reserved2[4]; } SET_DISK_ATTRIBUTES;

struct disk { unsigned number, sector; unsigned long long size; char style[8]; DWORD64 attributes; };
struct part { unsigned disk, number, cluster; unsigned long long start, length, clusters; char letter, fs[16], type, label[33]; };
struct device { HANDLE handle; int disk, part; DWORD access; };

static struct disk disks[MOST];
static struct part parts[MOST];
static struct device devices[64];
static int disk_count, part_count, searched;

static void load(void)
{
    char line[512];
    FILE *file = fopen(DOUBLE_FOLDER "disks", "rb");
    disk_count = part_count = 0;
    while (file && fgets(line, sizeof line, file))
    {
        struct disk *disk = disks + disk_count;
        struct part *part = parts + part_count;
        disk->attributes = 0;
        part->type = 'd';
        *part->label = 0;
        if (sscanf(line, "disk %u size=%llu sector=%u style=%7s attributes=%llu", &disk->number, &disk->size, &disk->sector,
            disk->style, &disk->attributes) >= 4)
            disk_count++;
        else if (sscanf(line, "part %u %u start=%llu length=%llu letter=%c fs=%15s clusters=%llu cluster=%u type=%c label=%32[^\r\n]",
            &part->disk, &part->number, &part->start, &part->length, &part->letter, part->fs, &part->clusters, &part->cluster,
            &part->type, part->label) >= 8)
            part_count++;
    }
    if (file)
        fclose(file);
}

static void save(void)
{
    FILE *file = fopen(DOUBLE_FOLDER "disks", "wb");
    for (struct disk *disk = disks; disk < disks + disk_count; disk++)
        fprintf(file, "disk %u size=%llu sector=%u style=%s attributes=%llu\n", disk->number, disk->size, disk->sector, disk->style,
            disk->attributes);
    for (struct part *part = parts; part < parts + part_count; part++)
        fprintf(file, "part %u %u start=%llu length=%llu letter=%c fs=%s clusters=%llu cluster=%u type=%c label=%s\n", part->disk,
            part->number, part->start, part->length, part->letter, part->fs, part->clusters, part->cluster, part->type, part->label);
    fclose(file);
}

static struct disk *find_disk(unsigned number)
{
    for (int i = 0; i < disk_count; i++)
        if (disks[i].number == number)
            return disks + i;
    return NULL;
}

static void name_volume(int part, WCHAR *name)
{
    swprintf(name, 64, L"\\\\?\\Volume{00000000-0000-0000-%04u-%012u}\\", parts[part].disk, parts[part].number);
}

/* The volume of a path, with or without the backslash at its end. */
static int find_volume(LPCWSTR path)
{
    WCHAR name[64];
    for (int i = 0; i < part_count; i++)
    {
        name_volume(i, name);
        if (!_wcsnicmp(path, name, wcslen(name) - 1))
            return i;
    }
    return -1;
}

static int is_root(LPCWSTR path)
{
    return path[wcslen(path) - 1] == L'\\';
}

static BOOL fail(DWORD error)
{
    SetLastError(error);
    return FALSE;
}

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
    while (searched < part_count && parts[searched].type == 'r')
        searched++; /* a reserved partition has no volume */
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

/* A disk or volume is a file of its bytes; "a volume name without the backslash", "FILE_SHARE_WRITE must be given for a volume":
   CreateFileW, Physical Disks and Volumes. "OPEN_EXISTING for devices". */
__declspec(dllexport) HANDLE WINAPI double_CreateFileW(
    LPCWSTR name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security, DWORD disposition, DWORD flags, HANDLE template)
{
    WCHAR path[MAX_PATH];
    int disk = -1, part = -1;
    load();
    if (!_wcsnicmp(name, L"\\\\.\\PhysicalDrive", 17))
        disk = _wtoi(name + 17);
    else if ((part = find_volume(name)) < 0 || is_root(name))
        return CreateFileW(name, access, share, security, disposition, flags, template);
    record(L"CreateFileW %ls access=%#lx share=%lu disposition=%lu", name, access, share, disposition);
    SetLastError(disk >= 0 && !find_disk(disk) ? ERROR_FILE_NOT_FOUND : disposition != OPEN_EXISTING ? ERROR_INVALID_PARAMETER
        : !(share & FILE_SHARE_WRITE) ? ERROR_SHARING_VIOLATION : ERROR_SUCCESS);
    if (GetLastError())
        return INVALID_HANDLE_VALUE;
    swprintf(path, MAX_PATH, L"C:\\double\\disk%d.img", disk >= 0 ? disk : (int)parts[part].disk);
    HANDLE handle = CreateFileW(path, access, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    struct device *device = devices;
    while (device->handle && device->handle != handle && device < devices + 63)
        device++;
    *device = (struct device) { handle, disk, part, access };
    return handle;
}

/* "PARTITION_BASIC_DATA_GUID", "PARTITION_MSFT_RESERVED_GUID": PARTITION_INFORMATION_GPT. */
static const GUID basic_data = { 0xebd0a0a2, 0xb9e5, 0x4433, { 0x87, 0xc0, 0x68, 0xb6, 0xb7, 0x26, 0x99, 0xc7 } };
static const GUID reserved = { 0xe3c9e316, 0x0b5c, 0x4db8, { 0x81, 0x7d, 0xf9, 0x2d, 0xf0, 0x02, 0x15, 0xae } };

static DWORD get_layout(const struct disk *disk, BYTE *out, DWORD size, DWORD *returned)
{
    DWORD here = 0;
    for (int i = 0; i < part_count; i++)
        here += parts[i].disk == disk->number;
    DWORD needed = offsetof(DRIVE_LAYOUT_INFORMATION_EX, PartitionEntry) + here * sizeof(PARTITION_INFORMATION_EX);
    if (size < needed)
        return ERROR_INSUFFICIENT_BUFFER; /* "must be large enough for all partitions" */
    DRIVE_LAYOUT_INFORMATION_EX *layout = (DRIVE_LAYOUT_INFORMATION_EX *)out;
    memset(out, 0xcc, size); /* what is behind the last partition is anything */
    layout->PartitionStyle = !strcmp(disk->style, "gpt") ? PARTITION_STYLE_GPT : !strcmp(disk->style, "mbr") ? PARTITION_STYLE_MBR
        : PARTITION_STYLE_RAW;
    layout->PartitionCount = here;
    PARTITION_INFORMATION_EX *entry = layout->PartitionEntry;
    for (int i = 0; i < part_count; i++)
    {
        if (parts[i].disk != disk->number)
            continue;
        memset(entry, 0, sizeof *entry);
        entry->PartitionStyle = layout->PartitionStyle;
        entry->StartingOffset.QuadPart = parts[i].start;
        entry->PartitionLength.QuadPart = parts[i].length;
        if (layout->PartitionStyle == PARTITION_STYLE_GPT)
            entry->Gpt.PartitionType = parts[i].type == 'r' ? reserved : basic_data;
        else
            entry->Mbr.PartitionType = PARTITION_IFS;
        entry++->PartitionNumber = parts[i].number;
    }
    *returned = needed;
    return ERROR_SUCCESS;
}

/* The last byte that a partition may have: a GPT keeps its copy of 33 sectors behind it (UEFI specification, GPT disk layout). */
static unsigned long long end_of(const struct disk *disk)
{
    return disk->size - (strcmp(disk->style, "gpt") ? 0 : 33ull * disk->sector);
}

/* "Partitions must not overlap, and lie on the disk": IOCTL_DISK_SET_DRIVE_LAYOUT_EX, IOCTL_DISK_GROW_PARTITION. */
static int is_free(const struct disk *disk, unsigned long long from, unsigned long long to, const struct part *but)
{
    for (struct part *part = parts; part < parts + part_count; part++)
        if (part != but && part->disk == disk->number && part->start < to && from < part->start + part->length)
            return 0;
    return from < to && to <= end_of(disk) && !(from % disk->sector) && !(to % disk->sector);
}

static void forget_parts(unsigned disk)
{
    int kept = 0;
    for (int i = 0; i < part_count; i++)
        if (parts[i].disk != disk)
            parts[kept++] = parts[i];
    part_count = kept;
}

static DWORD set_layout(const struct disk *disk, const DRIVE_LAYOUT_INFORMATION_EX *layout, DWORD size)
{
    if (size < offsetof(DRIVE_LAYOUT_INFORMATION_EX, PartitionEntry) + layout->PartitionCount * sizeof *layout->PartitionEntry)
        return ERROR_INVALID_PARAMETER;
    if (!strcmp(disk->style, "raw"))
        return ERROR_INVALID_PARAMETER; /* "the disk must be initialized": IOCTL_DISK_CREATE_DISK comes first */
    forget_parts(disk->number);
    for (DWORD i = 0; i < layout->PartitionCount && part_count < MOST; i++)
    {
        const PARTITION_INFORMATION_EX *entry = layout->PartitionEntry + i;
        unsigned long long start = entry->StartingOffset.QuadPart, length = entry->PartitionLength.QuadPart;
        if (!length)
            continue;
        if (!is_free(disk, start, start + length, NULL))
            return ERROR_INVALID_PARAMETER;
        if (entry->PartitionStyle != layout->PartitionStyle || !entry->RewritePartition)
            return ERROR_INVALID_PARAMETER; /* what is not rewritten stays as it was: there was none */
        int is_gpt = layout->PartitionStyle == PARTITION_STYLE_GPT, is_reserved = is_gpt && IsEqualGUID(&entry->Gpt.PartitionType, &reserved);
        if (is_gpt ? !is_reserved && !IsEqualGUID(&entry->Gpt.PartitionType, &basic_data) : entry->Mbr.PartitionType != PARTITION_IFS)
            return ERROR_INVALID_PARAMETER;
        record(L"  partition %lu at %llu of %llu bytes", i + 1, start, length);
        parts[part_count++] = (struct part) { disk->number, i + 1, 4096, start, length, 0, '-', "-", is_reserved ? 'r' : 'd', "" };
    }
    save();
    return ERROR_SUCCESS;
}

static DWORD grow(const struct disk *disk, const DISK_GROW_PARTITION *wish)
{
    record(L"  grow partition %lu by %lld bytes", wish->PartitionNumber, wish->BytesToGrow.QuadPart);
    for (struct part *part = parts; part < parts + part_count; part++)
    {
        if (part->disk != disk->number || part->number != wish->PartitionNumber)
            continue;
        if (wish->BytesToGrow.QuadPart <= 0
            || !is_free(disk, part->start, part->start + part->length + wish->BytesToGrow.QuadPart, part))
            return ERROR_INVALID_PARAMETER;
        part->length += wish->BytesToGrow.QuadPart;
        save();
        return ERROR_SUCCESS;
    }
    return ERROR_INVALID_PARAMETER;
}

/* "The new size of the volume in sectors"; "supported only by NTFS". NTFS keeps the last sector for the copy of its first, and
   counts whole clusters. */
static DWORD extend(struct part *part, LONGLONG sectors)
{
    unsigned sector = find_disk(part->disk)->sector;
    record(L"  extend the file system to %lld sectors", sectors);
    if (strcmp(part->fs, "NTFS"))
        return ERROR_UNRECOGNIZED_VOLUME;
    unsigned long long clusters = (sectors - 1) * sector / part->cluster;
    if (sectors <= 0 || clusters < part->clusters || (unsigned long long)sectors * sector > part->length)
        return ERROR_INVALID_PARAMETER;
    part->clusters = clusters;
    save();
    return ERROR_SUCCESS;
}

/* "STORAGE_PROPERTY_QUERY" in, a descriptor out: IOCTL_STORAGE_QUERY_PROPERTY; "the query buffer and the output buffer are the
   same", the data behind "ProtocolDataOffset, from the beginning of STORAGE_PROTOCOL_SPECIFIC_DATA": Working with NVMe drives. */
static DWORD tell_property(const struct disk *disk, const DWORD *in, DWORD in_size, BYTE *out, DWORD out_size, DWORD *returned)
{
    char name[32], all[256] = "", *product = all, *serial, *attached;
    snprintf(name, sizeof name, "disk%u identity", disk->number);
    wcstombs(all, fact(name, L"QEMU HARDDISK|QM00001|"), sizeof all - 1);
    all[strcspn(all, "\r\n")] = 0;
    *(serial = strchr(product, '|')) = 0;
    *(attached = strchr(++serial, '|')) = 0;
    attached++;
    if (in_size < 12 || in[1] != PropertyStandardQuery)
        return ERROR_INVALID_PARAMETER;
    if (in[0] == StorageDeviceProperty)
    {
        STORAGE_DEVICE_DESCRIPTOR *told = (STORAGE_DEVICE_DESCRIPTOR *)out;
        DWORD at = sizeof *told;
        if (out_size < at + strlen(product) + strlen(serial) + 2)
            return ERROR_MORE_DATA;
        memset(out, 0, out_size);
        told->BusType = BusTypeNvme;
        strcpy((char *)out + (told->ProductIdOffset = at), product);
        strcpy((char *)out + (told->SerialNumberOffset = at + strlen(product) + 1), serial);
        told->Version = sizeof *told;
        *returned = told->Size = told->SerialNumberOffset + strlen(serial) + 1;
        return ERROR_SUCCESS;
    }
    const STORAGE_PROTOCOL_SPECIFIC_DATA *asked = (const STORAGE_PROTOCOL_SPECIFIC_DATA *)(in + 2);
    if (in[0] != StorageAdapterProtocolSpecificProperty || in_size < 8 + sizeof *asked || asked->ProtocolType != ProtocolTypeNvme
        || asked->DataType != NVMeDataTypeIdentify || asked->ProtocolDataRequestValue != 1 || asked->ProtocolDataRequestSubValue
        || asked->ProtocolDataOffset < sizeof *asked || asked->ProtocolDataLength != 4096
        || out_size < 8 + asked->ProtocolDataOffset + asked->ProtocolDataLength)
        return ERROR_INVALID_PARAMETER;
    BYTE *data = out + 8 + asked->ProtocolDataOffset;
    memset(data, 0, 4096);
    data[0] = 0x0f, data[1] = 0x1d;
    memset(data + 3072, ' ', 32);
    memcpy(data + 3072, attached, min(32, strlen(attached)));
    STORAGE_PROTOCOL_DATA_DESCRIPTOR *head = (STORAGE_PROTOCOL_DATA_DESCRIPTOR *)out;
    head->ProtocolSpecificData = *asked;
    head->Version = head->Size = sizeof *head;
    *returned = 8 + asked->ProtocolDataOffset + 4096;
    return ERROR_SUCCESS;
}

static DWORD control_disk(struct disk *disk, DWORD code, const void *in, DWORD in_size, BYTE *out, DWORD out_size, DWORD *returned)
{
    const CREATE_DISK *made = in;
    DISK_GEOMETRY_EX geometry = { .DiskSize.QuadPart = disk->size,
        .Geometry = { { .QuadPart = disk->size / disk->sector / 63 / 255 }, FixedMedia, 255, 63, disk->sector } };
    switch (code)
    {
    case IOCTL_STORAGE_QUERY_PROPERTY:
        return tell_property(disk, in, in_size, out, out_size, returned);
    case IOCTL_DISK_GET_DRIVE_GEOMETRY_EX:
        if (out_size < offsetof(DISK_GEOMETRY_EX, Data))
            return ERROR_INSUFFICIENT_BUFFER;
        memcpy(out, &geometry, *returned = min(out_size, sizeof geometry));
        return ERROR_SUCCESS;
    case IOCTL_DISK_UPDATE_DRIVE_SIZE:
        if (out_size < sizeof geometry.Geometry)
            return ERROR_INSUFFICIENT_BUFFER;
        memcpy(out, &geometry.Geometry, *returned = sizeof geometry.Geometry);
        return ERROR_SUCCESS;
    case IOCTL_DISK_UPDATE_PROPERTIES:
        return ERROR_SUCCESS;
    case IOCTL_DISK_GET_DRIVE_LAYOUT_EX:
        return get_layout(disk, out, out_size, returned);
    case IOCTL_DISK_SET_DRIVE_LAYOUT_EX:
        return set_layout(disk, in, in_size);
    case IOCTL_DISK_CREATE_DISK: /* "Initializes the disk and partition table": what partitions it had are gone */
        if (in_size < sizeof *made || (made->PartitionStyle != PARTITION_STYLE_GPT && made->PartitionStyle != PARTITION_STYLE_MBR))
            return ERROR_INVALID_PARAMETER;
        strcpy(disk->style, made->PartitionStyle == PARTITION_STYLE_GPT ? "gpt" : "mbr");
        forget_parts(disk->number);
        save();
        return ERROR_SUCCESS;
    case IOCTL_DISK_GROW_PARTITION:
        return in_size != sizeof(DISK_GROW_PARTITION) ? ERROR_BAD_LENGTH : grow(disk, in);
    case IOCTL_DISK_GET_DISK_ATTRIBUTES:
        if (out_size < sizeof(GET_DISK_ATTRIBUTES))
            return ERROR_INSUFFICIENT_BUFFER;
        *(GET_DISK_ATTRIBUTES *)out = (GET_DISK_ATTRIBUTES) { .Version = *returned = sizeof(GET_DISK_ATTRIBUTES), .Attributes = disk->attributes };
        return ERROR_SUCCESS;
    case IOCTL_DISK_SET_DISK_ATTRIBUTES: /* "Version: set to sizeof"; "AttributesMask: indicates the attributes that are being changed" */
        if (in_size < sizeof(SET_DISK_ATTRIBUTES) || ((const SET_DISK_ATTRIBUTES *)in)->Version != sizeof(SET_DISK_ATTRIBUTES))
            return ERROR_INVALID_PARAMETER;
        disk->attributes = (disk->attributes & ~((const SET_DISK_ATTRIBUTES *)in)->AttributesMask)
            | (((const SET_DISK_ATTRIBUTES *)in)->Attributes & ((const SET_DISK_ATTRIBUTES *)in)->AttributesMask);
        save();
        return ERROR_SUCCESS;
    default:
        return ERROR_INVALID_FUNCTION;
    }
}

static DWORD control_volume(struct part *part, DWORD code, const void *in, DWORD in_size, BYTE *out, DWORD out_size, DWORD *returned)
{
    VOLUME_DISK_EXTENTS extents = { 1, { { part->disk, { .QuadPart = part->start }, { .QuadPart = part->length } } } };
    switch (code)
    {
    case IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS:
        if (out_size < sizeof extents)
            return ERROR_INSUFFICIENT_BUFFER;
        memcpy(out, &extents, *returned = sizeof extents);
        return ERROR_SUCCESS;
    case FSCTL_EXTEND_VOLUME:
        return in_size < sizeof(LONGLONG) ? ERROR_INVALID_PARAMETER : extend(part, *(const LONGLONG *)in);
    default:
        return ERROR_INVALID_FUNCTION;
    }
}

/* A code says in its bits 14 and 15 which access it needs: "RequiredAccess", Defining I/O Control Codes. */
__declspec(dllexport) BOOL WINAPI double_DeviceIoControl(
    HANDLE handle, DWORD code, LPVOID in, DWORD in_size, LPVOID out, DWORD out_size, LPDWORD returned, LPOVERLAPPED overlapped)
{
    struct device *device = devices;
    while (device->handle != handle && device < devices + 63)
        device++;
    if (device->handle != handle)
        return DeviceIoControl(handle, code, in, in_size, out, out_size, returned, overlapped);
    load();
    DWORD refused = wcstoul(fact("refused code", L"0"), NULL, 16);
    DWORD none, *size = returned ? returned : &none, error = ERROR_ACCESS_DENIED, needed = code >> 14 & 3;
    *size = 0;
    if (code == refused)
        error = ERROR_GEN_FAILURE;
    else if ((!(needed & FILE_READ_ACCESS) || (device->access & GENERIC_READ)) && (!(needed & FILE_WRITE_ACCESS) || (device->access & GENERIC_WRITE)))
        error = device->disk >= 0 ? control_disk(find_disk(device->disk), code, in, in_size, out, out_size, size)
            : control_volume(parts + device->part, code, in, in_size, out, out_size, size);
    if (device->disk >= 0)
        record(L"DeviceIoControl disk %d %#lx in=%lu out=%lu -> %lu", device->disk, code, in_size, out_size, error);
    else
        record(L"DeviceIoControl volume %u of disk %u %#lx in=%lu out=%lu -> %lu", parts[device->part].number,
            parts[device->part].disk, code, in_size, out_size, error);
    return !error || fail(error);
}

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
