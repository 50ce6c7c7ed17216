using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Sysprep of this Windows.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSysprep : ISysprep
{
    private static readonly string Folder = Path.Combine(Environment.SystemDirectory, "Sysprep");

    public string ErrorLog { get; } = Path.Combine(Folder, "Panther", "setuperr.log");

    /// <exception cref="WindowsException">The tool is missing or cannot be started.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var program = Path.Combine(Folder, "sysprep.exe");
        using var process = Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static Process Start(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        }
        catch (Win32Exception e)
        {
            throw WindowsException.ForCode($"Cannot start {program}", e.NativeErrorCode, "Run as an administrator.");
        }
    }
}
