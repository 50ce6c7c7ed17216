namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>
/// Stands in for sysprep.exe, which Wine lacks: keeps its command line and whether Remote Desktop was closed, and sets the
/// image state, or fails where the machine has a file of that name.
/// </summary>
internal sealed class RecordingSysprep(WineMachine machine)
{
    private const string Text = """
        #include <stdio.h>
        int main(void)
        {
            if (GetFileAttributesW(L"C:\\sysprep-fails") != INVALID_FILE_ATTRIBUTES)
                return 5;
            DWORD denied = 7, size = sizeof denied;
            RegGetValueW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Control\\Terminal Server", L"fDenyTSConnections",
                RRF_RT_REG_DWORD, NULL, &denied, &size);
            FILE *call = fopen("C:\\sysprep-call.txt", "wb");
            fprintf(call, "denied=%lu %s", denied, GetCommandLineA());
            fclose(call);
            static const wchar_t state[] = L"IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE";
            return RegSetKeyValueW(HKEY_LOCAL_MACHINE, L"SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Setup\\State",
                L"ImageState", REG_SZ, state, sizeof state);
        }
        """;

    private string Folder => Path.Combine(machine.DriveC, "windows", "system32", "Sysprep");

    private string CallPath => Path.Combine(machine.DriveC, "sysprep-call.txt");

    private string FailsPath => Path.Combine(machine.DriveC, "sysprep-fails");

    /// <summary>How it was called, or null when it was not.</summary>
    public string? Call => File.Exists(CallPath) ? File.ReadAllText(CallPath) : null;

    public async Task InstallAsync()
    {
        CrossCompiler.Demand();
        Directory.CreateDirectory(Folder);
        await CrossCompiler.BuildAsync(Text, Path.Combine(Folder, "sysprep.exe"));
        File.Delete(CallPath);
        File.Delete(FailsPath);
    }

    public void LetFail() => File.WriteAllText(FailsPath, "");
}
