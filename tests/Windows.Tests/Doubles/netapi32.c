/*
 * A double of netapi32.dll, for Wine's cannot alter accounts. It has what the agent imports, and nothing else.
 *
 * It keeps users and groups in C:\double\accounts.bin, and does what Microsoft's pages say of each function (Microsoft Learn,
 * the page of its name; other pages are named where they rule). What a page leaves open is recorded and not judged. A level that
 * the double does not know is refused with ERROR_INVALID_LEVEL, as the pages say of one that is wrong.
 */
#include "double.h"
#include <lm.h>
#include <dsrole.h>
#include <sddl.h>

#define MOST 32
#define MACHINE L"S-1-5-21-1000-2000-3000"

struct user { WCHAR name[64], full[256], password[PWLEN + 1]; DWORD rid, priv, flags, expires, expired; };
struct group { WCHAR name[GNLEN + 1], members[MOST][100]; DWORD count; };
struct machine { struct user users[MOST]; struct group groups[MOST]; DWORD user_count, group_count; };

static struct machine machine;

/* The accounts of every new Windows: "Local accounts", default local user accounts. DefaultAccount and Guest cannot log on. */
static void load(void)
{
    FILE *file = fopen(DOUBLE_FOLDER "accounts.bin", "rb");
    if (file)
    {
        size_t read = fread(&machine, sizeof machine, 1, file);
        fclose(file);
        if (read == 1)
            return;
    }
    const DWORD always = UF_SCRIPT | UF_NORMAL_ACCOUNT | UF_DONT_EXPIRE_PASSWD, never = always | UF_ACCOUNTDISABLE | UF_PASSWD_NOTREQD;
    struct machine fresh = {
        .users = {
            { L"Administrator", L"", L"", 500, USER_PRIV_ADMIN, never, TIMEQ_FOREVER - 1, 1 },
            { L"DefaultAccount", L"", L"", 503, USER_PRIV_GUEST, never, TIMEQ_FOREVER, 0 },
            { L"Guest", L"", L"", 501, USER_PRIV_GUEST, never, TIMEQ_FOREVER, 0 } },
        .groups = { { L"Administrators", { MACHINE L"-500" }, 1 }, { L"Users" }, { L"Remote Desktop Users" } },
        .user_count = 3, .group_count = 3,
    };
    machine = fresh;
}

static void save(void)
{
    FILE *file = fopen(DOUBLE_FOLDER "accounts.bin", "wb");
    fwrite(&machine, sizeof machine, 1, file);
    fclose(file);
}

static struct user *find_user(LPCWSTR name)
{
    for (DWORD i = 0; i < machine.user_count; i++)
        if (!_wcsicmp(machine.users[i].name, name))
            return machine.users + i;
    return NULL;
}

static struct group *find_group(LPCWSTR name)
{
    for (DWORD i = 0; i < machine.group_count; i++)
        if (!_wcsicmp(machine.groups[i].name, name))
            return machine.groups + i;
    return NULL;
}

/* "Account names are limited to 20 characters and group names to 256. Account names cannot be terminated by a period and
   cannot include commas or any of these characters", or those from 1 to 31: NetUserAdd, NetLocalGroupAdd. */
static int is_name(LPCWSTR name, size_t most)
{
    size_t length = wcslen(name);
    for (LPCWSTR at = name; *at; at++)
        if (*at < 32)
            return 0;
    return length > 0 && length <= most && name[length - 1] != L'.' && !wcspbrk(name, L",\"/\\[]:|<>+=;?*");
}

/* "Password must meet complexity requirements": three of the kinds of characters, and not the account's name of 3 or more. */
static NET_API_STATUS set_password(struct user *user, LPCWSTR password)
{
    WCHAR lower[PWLEN + 1], name[64];
    int small = 0, capital = 0, digit = 0, other = 0;
    if (wcslen(password) > PWLEN)
        return NERR_PasswordTooShort; /* "could also be too long": NetUserSetInfo, return values */
    for (LPCWSTR at = password; *at; at++)
        *(iswlower(*at) ? &small : iswupper(*at) ? &capital : iswdigit(*at) ? &digit : &other) = 1;
    _wcslwr(wcscpy(lower, password));
    _wcslwr(wcscpy(name, user->name));
    if (small + capital + digit + other < 3 || (wcslen(name) > 2 && wcsstr(lower, name)))
        return NERR_PasswordTooShort;
    wcscpy(user->password, password);
    return NERR_Success;
}

/* "This value must be set": USER_INFO_1, USER_INFO_4 and USER_INFO_1008, UF_SCRIPT. */
static NET_API_STATUS check_flags(DWORD flags, LPDWORD wrong)
{
    if (flags & UF_SCRIPT)
        return NERR_Success;
    if (wrong)
        *wrong = USER_FLAGS_PARMNUM;
    return ERROR_INVALID_PARAMETER;
}

/* "A pointer to a buffer returned by another network management function": NetApiBufferFree. */
__declspec(dllexport) DWORD WINAPI NetApiBufferFree(LPVOID buffer)
{
    if (buffer && !take_back(buffer))
    {
        record(L"NetApiBufferFree of what was not lent");
        return ERROR_INVALID_PARAMETER;
    }
    return NERR_Success;
}

static WCHAR *put(WCHAR **room, LPCWSTR text)
{
    WCHAR *at = wcscpy(*room, text);
    *room += wcslen(text) + 1;
    return at;
}

__declspec(dllexport) NET_API_STATUS WINAPI NetUserEnum(
    LPCWSTR server, DWORD level, DWORD filter, LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total, LPDWORD resume)
{
    NET_API_STATUS result = server ? NERR_InvalidComputer : level != 0 ? ERROR_INVALID_LEVEL : NERR_Success;
    if (!result)
    {
        /* "If you specify MAX_PREFERRED_LENGTH, the function allocates the amount of memory required"; with less, it gives
           ERROR_MORE_DATA and goes on from the resume handle. */
        load();
        DWORD from = resume ? *resume : 0, to = preferred == MAX_PREFERRED_LENGTH ? machine.user_count : from + 1;
        USER_INFO_0 *information = lend((to - from) * (sizeof *information + sizeof machine.users[0].name));
        WCHAR *room = (WCHAR *)(information + (to - from));
        for (DWORD i = from; i < to; i++)
            information[i - from].usri0_name = put(&room, machine.users[i].name);
        *buffer = (LPBYTE)information;
        *read = to - from;
        *total = machine.user_count - from;
        if (resume)
            *resume = to < machine.user_count ? to : 0;
        result = to < machine.user_count ? ERROR_MORE_DATA : NERR_Success;
    }
    record(L"NetUserEnum level=%lu filter=%#lx -> %lu", level, filter, result);
    return result;
}

__declspec(dllexport) NET_API_STATUS WINAPI NetUserGetInfo(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE *buffer)
{
    NET_API_STATUS result = server ? NERR_InvalidComputer : level != 4 ? ERROR_INVALID_LEVEL : NERR_Success;
    load();
    struct user *user = find_user(name);
    if (!result && !user)
        result = NERR_UserNotFound;
    if (!result)
    {
        WCHAR text[100];
        PSID sid;
        swprintf(text, 100, L"%ls-%lu", MACHINE, user->rid);
        ConvertStringSidToSidW(text, &sid);
        USER_INFO_4 *information = lend(sizeof *information + SECURITY_MAX_SID_SIZE + sizeof *user);
        BYTE *tail = (BYTE *)(information + 1);
        WCHAR *room = (WCHAR *)(tail + SECURITY_MAX_SID_SIZE);
        memcpy(information->usri4_user_sid = tail, sid, GetLengthSid(sid));
        LocalFree(sid);
        information->usri4_name = put(&room, user->name);
        information->usri4_full_name = put(&room, user->full);
        information->usri4_home_dir = information->usri4_comment = information->usri4_script_path
            = information->usri4_usr_comment = information->usri4_parms = information->usri4_workstations
            = information->usri4_logon_server = information->usri4_profile = information->usri4_home_dir_drive = put(&room, L"");
        information->usri4_priv = user->priv;
        information->usri4_flags = user->flags;
        information->usri4_acct_expires = user->expires;
        information->usri4_password_expired = user->expired; /* the password itself: "returns a NULL pointer", USER_INFO_4 */
        information->usri4_max_storage = USER_MAXSTORAGE_UNLIMITED;
        information->usri4_units_per_week = UNITS_PER_WEEK;
        information->usri4_primary_group_id = DOMAIN_GROUP_RID_USERS;
        *buffer = (LPBYTE)information;
    }
    record(L"NetUserGetInfo %ls level=%lu -> %lu", name, level, result);
    return result;
}

/* One field, or all of level 4. "usri4_priv must be the value that NetUserGetInfo returned", "usri4_max_storage must be
   USER_MAXSTORAGE_UNLIMITED": USER_INFO_4. A null password is recorded, and leaves the password as it is. */
static NET_API_STATUS set_fields(struct user *user, DWORD level, LPBYTE buffer, LPDWORD wrong, WCHAR *what)
{
    NET_API_STATUS result;
    USER_INFO_4 *all = (USER_INFO_4 *)buffer;
    switch (level)
    {
    case 1003:
        swprintf(what, 512, L"password=%ls", *(LPWSTR *)buffer);
        if (!(result = set_password(user, *(LPWSTR *)buffer)))
        {
            char account[512];
            snprintf(account, sizeof account, "%ls %ls", user->name, *(LPWSTR *)buffer);
            set_fact("account last set", account);
        }
        return result;
    case 1008:
        swprintf(what, 512, L"flags=%#lx", *(DWORD *)buffer);
        if (!(result = check_flags(*(DWORD *)buffer, wrong)))
            user->flags = *(DWORD *)buffer;
        return result;
    case 1011:
        swprintf(what, 512, L"full=%ls", wcsncpy(user->full, *(LPWSTR *)buffer, 255));
        return NERR_Success;
    case 1017:
        swprintf(what, 512, L"expires=%lu", user->expires = *(DWORD *)buffer);
        return NERR_Success;
    case 4:
        swprintf(what, 512, L"name=%ls priv=%lu flags=%#lx expires=%lu expired=%lu password=%ls", all->usri4_name, all->usri4_priv,
            all->usri4_flags, all->usri4_acct_expires, all->usri4_password_expired, all->usri4_password ? L"given" : L"null");
        if ((all->usri4_priv != user->priv) || (all->usri4_max_storage != USER_MAXSTORAGE_UNLIMITED))
        {
            if (wrong)
                *wrong = all->usri4_priv != user->priv ? USER_PRIV_PARMNUM : USER_MAX_STORAGE_PARMNUM;
            return ERROR_INVALID_PARAMETER;
        }
        if ((result = check_flags(all->usri4_flags, wrong)) || (all->usri4_password && (result = set_password(user, all->usri4_password))))
            return result;
        user->flags = all->usri4_flags;
        user->expires = all->usri4_acct_expires;
        user->expired = all->usri4_password_expired;
        wcsncpy(user->full, all->usri4_full_name, 255);
        return NERR_Success;
    default:
        return ERROR_INVALID_LEVEL;
    }
}

__declspec(dllexport) NET_API_STATUS WINAPI NetUserSetInfo(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE buffer, LPDWORD wrong)
{
    WCHAR what[512] = L"";
    load();
    struct user *user = find_user(name);
    NET_API_STATUS result = server ? NERR_InvalidComputer : !user ? NERR_UserNotFound : set_fields(user, level, buffer, wrong, what);
    if (!result)
        save();
    record(L"NetUserSetInfo %ls level=%lu %ls -> %lu", name, level, what, result);
    return result;
}

__declspec(dllexport) NET_API_STATUS WINAPI NetUserAdd(LPCWSTR server, DWORD level, LPBYTE buffer, LPDWORD wrong)
{
    USER_INFO_1 *given = (USER_INFO_1 *)buffer;
    if (server || level != 1)
    {
        record(L"NetUserAdd level=%lu -> %lu", level, server ? NERR_InvalidComputer : ERROR_INVALID_LEVEL);
        return server ? NERR_InvalidComputer : ERROR_INVALID_LEVEL;
    }
    load();
    NET_API_STATUS result = !is_name(given->usri1_name, 20) ? NERR_BadUsername
        : find_user(given->usri1_name) ? NERR_UserExists
        : find_group(given->usri1_name) ? NERR_GroupExists
        : check_flags(given->usri1_flags, wrong);
    if (!result && given->usri1_priv != USER_PRIV_USER) /* "this member must be USER_PRIV_USER": USER_INFO_1 */
    {
        if (wrong)
            *wrong = USER_PRIV_PARMNUM;
        result = ERROR_INVALID_PARAMETER;
    }
    if (!result)
    {
        struct user made = { .priv = USER_PRIV_USER, .flags = given->usri1_flags | UF_NORMAL_ACCOUNT, .expires = TIMEQ_FOREVER, .rid = 1000 };
        for (DWORD i = 0; i < machine.user_count; i++)
            if (machine.users[i].rid >= made.rid)
                made.rid = machine.users[i].rid + 1;
        wcscpy(made.name, given->usri1_name);
        if (!(result = set_password(&made, given->usri1_password)))
        {
            machine.users[machine.user_count++] = made;
            save();
        }
    }
    record(L"NetUserAdd %ls priv=%lu flags=%#lx password=%ls -> %lu", given->usri1_name, given->usri1_priv, given->usri1_flags,
        given->usri1_password, result);
    return result;
}

__declspec(dllexport) NET_API_STATUS WINAPI NetLocalGroupAdd(LPCWSTR server, DWORD level, LPBYTE buffer, LPDWORD wrong)
{
    LPCWSTR name = ((LOCALGROUP_INFO_0 *)buffer)->lgrpi0_name;
    (void)wrong;
    load();
    NET_API_STATUS result = server ? NERR_InvalidComputer : level != 0 ? ERROR_INVALID_LEVEL
        : !is_name(name, GNLEN) ? ERROR_INVALID_PARAMETER
        : find_user(name) ? NERR_UserExists : find_group(name) ? ERROR_ALIAS_EXISTS : NERR_Success;
    if (!result)
    {
        struct group made = { .count = 0 };
        wcscpy(made.name, name);
        machine.groups[machine.group_count++] = made;
        save();
    }
    record(L"NetLocalGroupAdd %ls level=%lu -> %lu", name, level, result);
    return result;
}

__declspec(dllexport) NET_API_STATUS WINAPI NetLocalGroupGetMembers(
    LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE *buffer, DWORD preferred, LPDWORD read, LPDWORD total, PDWORD_PTR resume)
{
    (void)preferred; (void)resume;
    load();
    struct group *group = find_group(name);
    NET_API_STATUS result = server ? NERR_InvalidComputer : level != 0 ? ERROR_INVALID_LEVEL
        : !group ? NERR_GroupNotFound : NERR_Success;
    if (!result)
    {
        LOCALGROUP_MEMBERS_INFO_0 *information = lend(group->count * (sizeof *information + SECURITY_MAX_SID_SIZE) + 1);
        BYTE *tail = (BYTE *)(information + group->count);
        for (DWORD i = 0; i < group->count; i++, tail += SECURITY_MAX_SID_SIZE)
        {
            PSID sid;
            ConvertStringSidToSidW(group->members[i], &sid);
            memcpy(information[i].lgrmi0_sid = tail, sid, GetLengthSid(sid));
            LocalFree(sid);
        }
        *buffer = (LPBYTE)information;
        *read = *total = group->count;
    }
    record(L"NetLocalGroupGetMembers %ls level=%lu -> %lu", name, level, result);
    return result;
}

__declspec(dllexport) NET_API_STATUS WINAPI NetLocalGroupAddMembers(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE buffer, DWORD count)
{
    LPWSTR sid = NULL;
    load();
    struct group *group = find_group(name);
    NET_API_STATUS result = server ? NERR_InvalidComputer : level != 0 || count != 1 ? ERROR_INVALID_LEVEL
        : !group ? NERR_GroupNotFound
        : !ConvertSidToStringSidW(((LOCALGROUP_MEMBERS_INFO_0 *)buffer)->lgrmi0_sid, &sid) ? ERROR_INVALID_MEMBER : NERR_Success;
    if (!result)
    {
        result = ERROR_NO_SUCH_MEMBER; /* "one or more of the members specified do not exist" */
        for (DWORD i = 0; i < machine.user_count; i++)
        {
            WCHAR text[100];
            swprintf(text, 100, L"%ls-%lu", MACHINE, machine.users[i].rid);
            if (!wcscmp(text, sid))
                result = NERR_Success;
        }
        for (DWORD i = 0; !result && i < group->count; i++)
            if (!wcscmp(group->members[i], sid))
                result = ERROR_MEMBER_IN_ALIAS;
    }
    if (!result)
    {
        wcscpy(group->members[group->count++], sid);
        save();
    }
    record(L"NetLocalGroupAddMembers %ls level=%lu %ls -> %lu", name, level, sid ? sid : L"(no sid)", result);
    return result;
}

/* "The computer is a member server of a domain", or a controller, or neither: DSROLE_MACHINE_ROLE. The file domain says which. */
__declspec(dllexport) DWORD WINAPI DsRoleGetPrimaryDomainInformation(LPCWSTR server, DSROLE_PRIMARY_DOMAIN_INFO_LEVEL level, PBYTE *buffer)
{
    if (server || level != DsRolePrimaryDomainInfoBasic)
    {
        record(L"DsRoleGetPrimaryDomainInformation level=%d", level);
        return ERROR_INVALID_PARAMETER;
    }
    DSROLE_PRIMARY_DOMAIN_INFO_BASIC *information = lend(sizeof *information);
    information->MachineRole = is_so("domain") ? DsRole_RoleMemberServer : DsRole_RoleStandaloneServer;
    *buffer = (PBYTE)information;
    return ERROR_SUCCESS;
}

/* "Frees memory allocated by DsRoleGetPrimaryDomainInformation": DsRoleFreeMemory. */
__declspec(dllexport) VOID WINAPI DsRoleFreeMemory(PVOID buffer)
{
    NetApiBufferFree(buffer);
}
