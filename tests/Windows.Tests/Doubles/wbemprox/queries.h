/* Queries: which are taken, and what they find. */

struct found { IEnumWbemClassObject list; struct proxy proxy; int at, is_service, is_volume; WCHAR wanted[512]; HRESULT error; DWORD born; };

static IEnumWbemClassObjectVtbl found_table;
static HRESULT WINAPI found_query(IEnumWbemClassObject *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IEnumWbemClassObject) ? (void *)self
        : IsEqualGUID(iid, &IID_IClientSecurity) ? (void *)&((struct found *)self)->proxy.security : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}

/* "WBEM_S_TIMEDOUT: the time-out was reached before the number of objects requested could be obtained"; "WBEM_S_FALSE: the number
   of objects returned was less than the number requested", none at the end. */
static HRESULT WINAPI found_next(IEnumWbemClassObject *self, LONG timeout, ULONG count, IWbemClassObject **objects, ULONG *returned)
{
    struct found *found = (struct found *)self;
    LONG left = wcstol(fact("LatencyMs", L"0"), NULL, 10) - (LONG)(GetTickCount() - found->born);
    *returned = 0;
    *objects = NULL;
    if (!found->proxy.may)
        return WBEM_E_ACCESS_DENIED;
    if (left > 0)
    {
        int is_over = timeout >= 0 && timeout < left;
        Sleep(is_over ? timeout : left);
        if (is_over)
        {
            record(L"Next %ld -> timed out", timeout);
            return WBEM_S_TIMEDOUT;
        }
    }
    if (found->error)
        return found->error;
    if (found->at++ || (!found->is_service && is_so("no product")) || (found->is_volume && !is_so("storage knows")))
        return WBEM_S_FALSE;
    struct object *object = make(found->is_volume ? VOLUMES : found->is_service ? SERVICE : PRODUCT);
    wcscpy(object->wanted, found->wanted);
    *objects = &object->object;
    *returned = 1;
    return count == 1 ? S_OK : WBEM_S_FALSE;
}

/* A query of WQL: the class is known, and so is each property that it selects or compares: SELECT Statement for Data Queries. */
static HRESULT judge(BSTR language, BSTR query, struct found *found)
{
    WCHAR text[1024], *from, *where, *rest, *condition;
    wcsncpy(text, query, 1023);
    text[1023] = 0;
    if (wcscmp(bstr(language), L"WQL"))
        return WBEM_E_INVALID_QUERY_TYPE;
    if (wcsncmp(text, L"SELECT ", 7) || !(from = wcsstr(text, L" FROM ")))
        return WBEM_E_INVALID_QUERY;
    *from = 0;
    if ((where = wcsstr(from + 6, L" WHERE ")))
        *where = 0;
    found->is_service = !wcscmp(from + 6, L"SoftwareLicensingService");
    found->is_volume = !wcscmp(from + 6, VOLUMES);
    if (!found->is_service && !found->is_volume && wcscmp(from + 6, L"SoftwareLicensingProduct"))
        return WBEM_E_INVALID_CLASS;
    const WCHAR *known = found->is_volume ? volume_properties : found->is_service ? service_properties : product_properties;
    /* "A backslash in a string literal is escaped by a backslash": WQL. */
    if (found->is_volume && where)
    {
        WCHAR *to = format.volume;
        for (WCHAR *at = wcschr(where + 7, L'\''); at && *++at && *at != L'\'' && to < format.volume + 63; )
            if (*at != L'\\' || *++at == L'\\')
                *to++ = *at;
        *to = 0;
    }
    wcscpy(found->wanted, L" ");
    for (WCHAR *word = wcstok(text + 7, L", "); word; word = wcstok(NULL, L", "))
    {
        if (!is_word(known, word))
            return WBEM_E_INVALID_QUERY;
        wcscat(wcscat(found->wanted, word), L" ");
    }
    for (condition = where ? where + 7 : NULL; condition; condition = rest)
    {
        if ((rest = wcsstr(condition, L" AND ")))
            rest += 5;
        WCHAR word[64] = L"";
        swscanf(condition, L"%63l[A-Za-z]", word);
        if (!is_word(known, word))
            return WBEM_E_INVALID_QUERY;
    }
    return S_OK;
}
