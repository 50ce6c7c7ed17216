/* Methods: of licensing, and of storage management. */

/* "0: Success", "5: Invalid Parameter": Format. It is the volume of the path with the GUID as the double of kernel32.dll makes it. */
static LONG format_volume(void)
{
    char line[512], all[8192] = "";
    unsigned disk, number;
    LONG result = 5;
    record(L"  format %ls with %ls label=%ls unit=%ld full=%d force=%d", format.volume, format.file_system, format.label, format.unit,
        format.full, format.force);
    if (is_so("format result"))
        return wcstol(fact("format result", L"0"), NULL, 10);
    if (swscanf(format.volume, L"\\\\?\\Volume{00000000-0000-0000-%u-%u}\\", &disk, &number) != 2
        || (wcscmp(format.file_system, L"NTFS") && wcscmp(format.file_system, L"ReFS")))
        return 5;
    FILE *file = fopen(DOUBLE_FOLDER "disks", "rb");
    while (file && fgets(line, sizeof line, file))
    {
        unsigned here, at;
        unsigned long long start, length;
        if (sscanf(line, "part %u %u start=%llu length=%llu", &here, &at, &start, &length) == 4 && here == disk && at == number)
        {
            unsigned cluster = format.unit ? format.unit : 4096;
            sprintf(line, "part %u %u start=%llu length=%llu letter=- fs=%ls clusters=%llu cluster=%u type=d label=%ls\n", disk, number,
                start, length, format.file_system, (length - 512) / cluster, cluster, format.label);
            result = 0;
        }
        strcat(all, line);
    }
    if (file)
        fclose(file);
    set_fact("disks", all);
    return result;
}

/* Activate of a product, RefreshLicenseStatus and InstallProductKey of the service, each with a result of 32 bits: the pages of
   the methods. How a failure is told they leave open: by the call, or with the fact "told by ReturnValue" by that. */
static HRESULT WINAPI space_call(IWbemServices *self, const BSTR path, const BSTR method, LONG flags, IWbemContext *context,
    IWbemClassObject *in, IWbemClassObject **out, IWbemCallResult **call)
{
    struct object *parameters = (struct object *)in, *answer;
    int is_service = !wcscmp(bstr(path), SERVICE), takes_key = !wcscmp(bstr(method), L"InstallProductKey");
    HRESULT result = !((struct space *)self)->proxy.may ? WBEM_E_ACCESS_DENIED : S_OK;
    if (out)
        *out = NULL;
    if (!result && ((struct space *)self)->is_storage)
    {
        record(L"ExecMethod %ls %ls %ld %ls %ls", bstr(path), bstr(method), flags, given(context), given(call));
        answer = make(L"");
        wcscpy(answer->method, method);
        if (!wcscmp(bstr(path), VOLUMES) && !wcscmp(bstr(method), L"Format") && in)
            answer->result = format_volume();
        else if (!wcscmp(bstr(path), L"MSFT_StorageSetting") && !wcscmp(bstr(method), L"UpdateHostStorageCache") && !in)
            set_fact("storage knows", ""); /* "Updates the cache": what has come since is known */
        else
            return WBEM_E_INVALID_METHOD;
        *out = &answer->object;
        return S_OK;
    }
    if (!result && !is_service && wcscmp(bstr(path), PRODUCT))
        result = WBEM_E_INVALID_OBJECT_PATH;
    if (!result && (is_service ? !takes_key && wcscmp(bstr(method), L"RefreshLicenseStatus") : wcscmp(bstr(method), L"Activate")))
        result = WBEM_E_INVALID_METHOD;
    if (!result && takes_key && (!parameters || !*parameters->key))
        result = WBEM_E_INVALID_METHOD_PARAMETERS;
    if (!result && wcscmp(method, L"RefreshLicenseStatus"))
        result = (HRESULT)wcstoul(fact("MethodResult", L"0"), NULL, 16);
    if (!result && takes_key)
        set_fact("ProductKeyChannel", "Volume:GVLK");
    if (!result && !is_service)
    {
        set_fact("LicenseStatus", "1");
        set_fact("GracePeriodRemaining", "259200");
    }
    record(L"ExecMethod %ls %ls %ld %ls key=%ls %ls -> %#lx", bstr(path), bstr(method), flags, given(context),
        parameters ? parameters->key : L"null", given(call), result);
    if (FAILED(result) && !is_so("told by ReturnValue"))
        return result;
    if (out)
    {
        answer = make(L"");
        wcscpy(answer->method, method);
        answer->result = result;
        *out = &answer->object;
    }
    return S_OK;
}
