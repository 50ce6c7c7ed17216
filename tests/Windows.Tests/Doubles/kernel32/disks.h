/* What disks and partitions there are: the file that says so, and how they are named. */

#define MOST 256

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
