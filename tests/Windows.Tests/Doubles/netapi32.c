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

#include "netapi32/users.h"
#include "netapi32/groups.h"

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
