using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Scripts;

/// <summary>A process on Linux or macOS that leads a process group of its own, so that its whole tree can be ended.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixProcess
{
    // The shell opens the files and gives way to the command: no pipe, and nothing of the output passes through the agent.
    private const string Redirect = "out=$1; err=$2; shift 3; exec \"$@\" >\"$out\" 2>\"$err\" </dev/null";

    // It stays, to write down the exit code.
    private const string RedirectAndNote = "out=$1; err=$2; result=$3; shift 3; \"$@\" >\"$out\" 2>\"$err\" </dev/null; "
        + "code=$?; echo $code >\"$result.new\" && mv \"$result.new\" \"$result\"; exit $code";
    private const int Kill = 9;

    /// <summary>Runs a command to its end; on cancellation ends its tree, or lets it go when it is detached.</summary>
    public static async Task<int> RunAsync(
        string[] command, ProcessStart start, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] group = OnPath("setsid") is { } setsid ? [setsid] : [];
        string[] all =
        [
            .. group, "/bin/sh", "-c", start.ResultPath is null ? Redirect : RedirectAndNote, "sh",
            start.OutputPath, start.ErrorPath, start.ResultPath ?? "", .. command,
        ];
        using var process = Start(all);
        await using var bound = new OutputBound([start.OutputPath, start.ErrorPath], time);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return Meant(process.ExitCode);
        }
        catch (OperationCanceledException) when (start.Detach)
        {
            bound.LetGo();
            throw;
        }
        catch (OperationCanceledException)
        {
            // The group first: a grandchild whose parent has ended belongs to no tree any more.
            if (group.Length > 0)
                _ = SendSignal(-process.Id, Kill);
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The program of that name on the search path, or null.</summary>
    public static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Where(part => part.Length > 0).Select(part => Path.Combine(part, name)).FirstOrDefault(File.Exists);

    /// <summary>As on Windows, where a script gets the environment of its account, not the agent's with its secrets.</summary>
    private static bool IsHandedOn(string name) =>
        name is "PATH" or "HOME" or "USER" or "LOGNAME" or "SHELL" or "LANG" or "TZ" or "TMPDIR" or "TERM" or "PSModulePath"
            or "NUGET_PACKAGES"
        || name.StartsWith("LC_", StringComparison.Ordinal) || name.StartsWith("DOTNET_", StringComparison.Ordinal)
        || name.StartsWith("POWERSHELL_", StringComparison.Ordinal) || name.StartsWith("XDG_", StringComparison.Ordinal);

    private static Process Start(string[] command)
    {
        try
        {
            var start = new ProcessStartInfo(command[0], command[1..]);
            foreach (var name in start.Environment.Keys.Where(name => !IsHandedOn(name)).ToList())
                start.Environment.Remove(name);
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ScriptStartException($"'{command[0]}' cannot be started: {exception.Message}.");
        }
    }

    // Unix keeps the lowest 8 bits of an exit code, so the two that ask for a reboot arrive as 194 and 105.
    private static int Meant(int code) => code switch
    {
        3010 & 0xFF => 3010,
        1641 & 0xFF => 1641,
        _ => code,
    };

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
