/* Local groups and their members. */

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
