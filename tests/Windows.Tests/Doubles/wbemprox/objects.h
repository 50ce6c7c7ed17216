/* Objects: of a query, of a class, and the parameters of a method. */

struct object { IWbemClassObject object; const WCHAR *path; WCHAR wanted[512], method[64], key[64]; HRESULT result; };

static IWbemClassObjectVtbl object_table;
static struct object *make(const WCHAR *path)
{
    struct object *made = calloc(1, sizeof *made);
    made->object.lpVtbl = &object_table;
    made->path = path;
    return made;
}

static HRESULT WINAPI object_query(IWbemClassObject *self, REFIID iid, void **out)
{
    *out = IsEqualGUID(iid, &IID_IUnknown) || IsEqualGUID(iid, &IID_IWbemClassObject) ? self : NULL;
    return *out ? S_OK : E_NOINTERFACE;
}

/* "WBEM_E_NOT_FOUND: the specified property is not found", as what a query did not select. A number of 32 bits is VT_I4: Numbers
   (CIM types). The path is null unless the key is selected: SELECT Statement for Data Queries. */
static HRESULT WINAPI object_get(IWbemClassObject *self, LPCWSTR name, LONG flags, VARIANT *value, CIMTYPE *type, LONG *flavor)
{
    struct object *object = (struct object *)self;
    const WCHAR *text = NULL;
    (void)flags; (void)type; (void)flavor;
    V_VT(value) = VT_NULL;
    if (*object->method)
    {
        if (wcscmp(name, L"ReturnValue"))
            return WBEM_E_NOT_FOUND;
        V_VT(value) = VT_I4;
        V_I4(value) = object->result;
        return S_OK;
    }
    if (!wcscmp(name, L"__RELPATH") && !wcscmp(object->path, VOLUMES))
        text = is_word(object->wanted, L"*") ? VOLUMES : NULL;
    else if (!wcscmp(name, L"__RELPATH"))
        text = is_word(object->wanted, wcscmp(object->path, PRODUCT) ? L"Version" : L"ID") ? object->path : NULL;
    else if (!is_word(object->wanted, name))
        return WBEM_E_NOT_FOUND;
    else if (!wcscmp(name, L"ProductKeyChannel"))
        text = fact("ProductKeyChannel", L"Volume:GVLK");
    else if (!wcscmp(name, L"PartialProductKey"))
        text = fact("PartialProductKey", L"3YT4J");
    else if (!wcscmp(name, L"DiscoveredKeyManagementServiceMachineName"))
        text = fact("DiscoveredKeyManagementServiceMachineName", L"");
    else if (!wcscmp(name, L"EvaluationEndDate")) /* a datetime is a text: "Date and Time Format" */
        text = fact("EvaluationEndDate", L"16010101000000.000000-000");
    else if (!wcscmp(name, L"LicenseStatusReason"))
    {
        V_VT(value) = VT_I4; /* a uint32: "Numbers" of the page of the CIM types */
        V_I4(value) = (LONG)wcstoul(fact("LicenseStatusReason", L"0x4004F040"), NULL, 0);
    }
    else if (!wcscmp(name, L"LicenseStatus") || !wcscmp(name, L"GracePeriodRemaining"))
    {
        V_VT(value) = VT_I4;
        V_I4(value) = *name == L'L' ? wcstol(fact("LicenseStatus", L"1"), NULL, 10) : wcstol(fact("GracePeriodRemaining", L"0"), NULL, 10);
    }
    if (text)
    {
        V_VT(value) = VT_BSTR;
        V_BSTR(value) = SysAllocString(text);
    }
    return S_OK;
}

/* "The in-parameters class": of InstallProductKey, with the text ProductKey. */
static HRESULT WINAPI object_method(IWbemClassObject *self, LPCWSTR name, LONG flags, IWbemClassObject **in, IWbemClassObject **out)
{
    struct object *signature;
    (void)self;
    if ((wcscmp(name, L"InstallProductKey") && wcscmp(name, L"Format")) || flags)
        return WBEM_E_NOT_FOUND;
    signature = make(L"a signature");
    *in = &signature->object;
    if (out)
        *out = NULL;
    return S_OK;
}
static HRESULT WINAPI object_spawn(IWbemClassObject *self, LONG flags, IWbemClassObject **out)
{
    if (flags || wcscmp(((struct object *)self)->path, L"a signature"))
        return WBEM_E_INVALID_PARAMETER; /* "lFlags: must be 0" */
    *out = &make(L"parameters")->object;
    return S_OK;
}
static HRESULT WINAPI object_put(IWbemClassObject *self, LPCWSTR name, LONG flags, VARIANT *value, CIMTYPE type)
{
    struct object *object = (struct object *)self;
    if (!wcscmp(object->path, L"parameters") && !flags && !type)
    {
        VARTYPE wanted = !wcscmp(name, L"Full") || !wcscmp(name, L"Force") ? VT_BOOL : !wcscmp(name, L"AllocationUnitSize") ? VT_I4
            : !wcscmp(name, L"FileSystem") || !wcscmp(name, L"FileSystemLabel") ? VT_BSTR : VT_EMPTY;
        if (wanted != VT_EMPTY && V_VT(value) != wanted)
            return WBEM_E_TYPE_MISMATCH;
        if (wanted == VT_BOOL)
            *(name[1] == L'u' ? &format.full : &format.force) = V_BOOL(value) != VARIANT_FALSE;
        else if (wanted == VT_I4)
            format.unit = V_I4(value);
        else if (wanted == VT_BSTR)
            name[10] ? wcsncpy(format.label, bstr(V_BSTR(value)), 32) : wcsncpy(format.file_system, bstr(V_BSTR(value)), 15);
        if (wanted != VT_EMPTY)
            return S_OK;
    }
    /* "WBEM_E_TYPE_MISMATCH: the value does not match the property's type"; "lFlags: must be 0". */
    if (flags || wcscmp(object->path, L"parameters") || wcscmp(name, L"ProductKey"))
        return WBEM_E_INVALID_PARAMETER;
    if (V_VT(value) != VT_BSTR || type)
        return WBEM_E_TYPE_MISMATCH;
    wcsncpy(object->key, bstr(V_BSTR(value)), 63);
    return S_OK;
}
