/* Disks and volumes as devices: how they are opened, and the control codes that they know. */

/* winioctl.h of Microsoft has them, that of mingw-w64 does not. */
#define IOCTL_DISK_GET_DISK_ATTRIBUTES CTL_CODE(IOCTL_DISK_BASE, 0x3c, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_DISK_SET_DISK_ATTRIBUTES CTL_CODE(IOCTL_DISK_BASE, 0x3d, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_DISK_IS_CLUSTERED CTL_CODE(IOCTL_DISK_BASE, 0x3e, METHOD_BUFFERED, FILE_ANY_ACCESS)
typedef struct { DWORD Version, Reserved1; DWORDLONG Attributes; } GET_DISK_ATTRIBUTES;
typedef struct { DWORD Version; BOOLEAN Persist; BYTE Reserved1[3]; DWORDLONG Attributes, AttributesMask; DWORD Reserved2[4]; } SET_DISK_ATTRIBUTES;

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
    SetLastError((disk >= 0 && !find_disk(disk)) || wcsstr(name, fact("gone", L"|")) ? ERROR_FILE_NOT_FOUND
        : disposition != OPEN_EXISTING ? ERROR_INVALID_PARAMETER
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

/* Whether a test says so of a disk. */
static int is_of(const struct disk *disk, const char *what)
{
    char name[32];
    snprintf(name, sizeof name, "disk%u %s", disk->number, what);
    return is_so(name);
}

static DWORD control_disk(struct disk *disk, DWORD code, const void *in, DWORD in_size, BYTE *out, DWORD out_size, DWORD *returned)
{
    char name[32];
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
    case IOCTL_DISK_DELETE_DRIVE_LAYOUT: /* "Removes partition information from the disk": of one that has none it is not said */
        if (!strcmp(disk->style, "raw"))
            return ERROR_INVALID_FUNCTION;
        strcpy(disk->style, "raw");
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
    case IOCTL_DISK_IS_CLUSTERED: /* "a BOOLEAN value" */
        if (!out_size)
            return ERROR_INSUFFICIENT_BUFFER;
        *out = is_of(disk, "clustered");
        *returned = 1;
        return ERROR_SUCCESS;
    case IOCTL_SCSI_GET_ADDRESS: /* of a disk with the fact "diskN target" */
        if (!is_of(disk, "target"))
            return ERROR_INVALID_FUNCTION;
        if (out_size < sizeof(SCSI_ADDRESS))
            return ERROR_INSUFFICIENT_BUFFER;
        snprintf(name, sizeof name, "disk%u target", disk->number);
        *(SCSI_ADDRESS *)out = (SCSI_ADDRESS) { sizeof(SCSI_ADDRESS), 2, 1, (UCHAR)_wtoi(fact(name, L"0")), 3 };
        *returned = sizeof(SCSI_ADDRESS);
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
    else if (device->disk >= 0 && needed & FILE_WRITE_ACCESS && code != IOCTL_DISK_SET_DISK_ATTRIBUTES
        && find_disk(device->disk)->attributes & 2)
        error = ERROR_WRITE_PROTECT; /* DISK_ATTRIBUTE_READ_ONLY */
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
