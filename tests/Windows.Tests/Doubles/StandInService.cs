using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>
/// A service under the name of one that Wine lacks: it starts, runs and stops when it is asked to, and does nothing but record that.
/// </summary>
internal static class StandInService
{
    private const string Source = """
        #include "DOUBLE"
        static SERVICE_STATUS_HANDLE handle;
        static SERVICE_STATUS status = { SERVICE_WIN32_OWN_PROCESS, SERVICE_RUNNING, SERVICE_ACCEPT_STOP };
        static void WINAPI control(DWORD code)
        {
            if (code == SERVICE_CONTROL_STOP)
                record(L"service NAME stops"), status.dwCurrentState = SERVICE_STOPPED;
            SetServiceStatus(handle, &status);
        }
        static void WINAPI run(DWORD count, LPWSTR *values)
        {
            handle = RegisterServiceCtrlHandlerW(L"NAME", control);
            record(L"service NAME runs");
            SetServiceStatus(handle, &status);
            while (status.dwCurrentState != SERVICE_STOPPED)
                Sleep(100);
        }
        int main(void)
        {
            SERVICE_TABLE_ENTRYW table[] = { { L"NAME", run }, { NULL, NULL } };
            return !StartServiceCtrlDispatcherW(table);
        }
        """;

    public static async Task CreateAsync(WineMachine machine, string name, string start)
    {
        var program = Path.Combine(machine.DriveC, "windows", $"{name.ToLowerInvariant()}.exe");
        var header = Path.Combine(Repository.Root, "tests", "Windows.Tests", "Doubles", "double.h");
        await CrossCompiler.BuildAsync(
            Source.Replace("NAME", name, StringComparison.Ordinal).Replace("DOUBLE", header, StringComparison.Ordinal), program);
        await machine.RunAsync(
            "sc", "create", name, "binPath=", $@"C:\windows\{Path.GetFileName(program)}", "start=", start);
    }
}
