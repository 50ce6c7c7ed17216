using System.Runtime.Versioning;
using Microsoft.Win32;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Disks;

/// <summary>TRIM and the hardware detection of the shell on this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFormatSurroundings(WindowsServices services) : IFormatSurroundings
{
    private const string Service = "ShellHWDetection";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public bool IsTrimOn
    {
        get
        {
            using var key = Registry.LocalMachine.OpenSubKey(@"SYSTEM\CurrentControlSet\Control\FileSystem");
            return key?.GetValue("DisableDeleteNotification") is not 1;
        }
    }

    public async Task<bool> IsDetectionRunningAsync(CancellationToken cancellationToken) =>
        await services.ReadAsync(Service, cancellationToken) is { State: ServiceState.Running };

    /// <summary>By the tool, which makes the file systems follow at once; the registry alone takes a restart.</summary>
    public Task SetTrimAsync(bool on, CancellationToken cancellationToken) => WindowsTool.RunAsync(
        "fsutil.exe", ["behavior", "set", "DisableDeleteNotify", on ? "0" : "1"], cancellationToken);

    public Task SetDetectionAsync(bool running, CancellationToken cancellationToken) =>
        running ? services.StartAsync(Service, Bound, cancellationToken) : services.StopAsync(Service, Bound, cancellationToken);
}
