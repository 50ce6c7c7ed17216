/* Partition tables: how they are told and written, and what grows in them. */

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
