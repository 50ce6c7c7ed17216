using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Principal;
using Microsoft.Win32;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Generalization;

/// <summary>The facts of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSysprepFacts(ISysprepState state) : ISysprepFacts
{
    private const string CurrentVersion = @"SOFTWARE\Microsoft\Windows\CurrentVersion\";
    private const string Servicing = CurrentVersion + @"Component Based Servicing\";

    // Each is a key that is there as long as the fact stands.
    private static readonly string[] RestartMarks =
    [
        Servicing + "RebootPending", Servicing + "RebootInProgress", Servicing + "PackagesPending",
        CurrentVersion + @"WindowsUpdate\Auto Update\RebootRequired",
    ];

    private static readonly string[] ServicingMarks = [CurrentVersion + @"Installer\InProgress"];

    private static readonly string[] ServicingProcesses =
        ["TiWorker", "TrustedInstaller", "DismHost", "Dism", "wusa", "sysprep"];

    public SysprepFacts Read() => new()
    {
        Setup = state.Read(),
        Build = Environment.OSVersion.Version.Build,
        HasDesktop = HasDesktop(),
        IsLocalSystem = IsLocalSystem(),
        PendingRestarts = [.. RestartMarks.Where(Exists).Select(Name)],
        Servicing =
        [
            .. ServicingProcesses.Where(IsRunning).Select(name => $"{name}.exe"),
            .. ServicingMarks.Where(Exists).Select(Name),
        ],
    };

    /// <summary>"Server Core" and "Nano Server" have none; a server has "Server", a client "Client".</summary>
    private static bool HasDesktop()
    {
        using var key = Registry.LocalMachine.OpenSubKey(@"SOFTWARE\Microsoft\Windows NT\CurrentVersion");
        return key?.GetValue("InstallationType") is not string type || type is "Server" or "Client";
    }

    private static bool IsLocalSystem()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.IsSystem;
    }

    private static bool Exists(string name)
    {
        using var key = Registry.LocalMachine.OpenSubKey(name);
        return key is not null;
    }

    private static bool IsRunning(string name)
    {
        var processes = Process.GetProcessesByName(name);
        foreach (var process in processes)
            process.Dispose();
        return processes.Length > 0;
    }

    private static string Name(string key) => key[CurrentVersion.Length..];
}
