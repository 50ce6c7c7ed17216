using System.Diagnostics;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Native;

/// <summary>Runs a tool of Windows for the few things that have no API.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsTool
{
    /// <exception cref="WindowsException">The tool cannot be started or ends with another exit code than 0.</exception>
    public static async Task<string> RunAsync(
        string name, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var command = $"{name} {string.Join(' ', arguments)}";
        using var process = Start(name, arguments, command);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var text = await output + await error;
            return process.ExitCode == 0
                ? text
                : throw new WindowsException(
                    $"'{command}' ended with exit code {process.ExitCode}: {text.Trim()}. Run it by hand to see more.", null);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(string name, IReadOnlyList<string> arguments, string command)
    {
        var start = new ProcessStartInfo(Path.Combine(Environment.SystemDirectory, name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw WindowsException.ForCode($"Cannot start '{command}'", e.NativeErrorCode, "Check that Windows has the tool.");
        }
    }
}
