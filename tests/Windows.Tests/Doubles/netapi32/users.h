/* Users: how they are told, altered and made. */

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
