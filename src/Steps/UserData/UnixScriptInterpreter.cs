using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// Runs PowerShell scripts on Linux and macOS, for a simulated machine: <c>pwsh</c> of the PATH, else the local .NET tool of
/// that name. Each script leads a process group of its own, so that its whole tree can be ended.
/// </summary>
/// <remarks>
/// Unix keeps the lowest 8 bits of an exit code. 3010 and 1641, which ask for a reboot, arrive as 194 and 105 and are taken for
/// them; other codes above 255 are not what the script said.
/// </remarks>
/// <param name="folder">Where the scripts' own folders are made.</param>
[UnsupportedOSPlatform("windows")]
public sealed partial class UnixScriptInterpreter(string folder) : IScriptInterpreter
{
    // The shell opens the files and gives way to the command: no pipe, and nothing of the output passes through the agent.
    private const string Redirect = "out=$1; err=$2; shift 2; exec \"$@\" >\"$out\" 2>\"$err\" </dev/null";
    private const int Kill = 9;

    /// <inheritdoc/>
    public async Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (script.Language == ScriptLanguage.Batch)
            throw new ScriptStartException("A batch script needs cmd.exe, which this system does not have; run it on Windows.");
        cancellationToken.ThrowIfCancellationRequested();
        var own = Path.Combine(folder, RandomNumberGenerator.GetHexString(16, lowercase: true));
        Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var isLeft = false;
        try
        {
            using var process = await StartAsync(script, own, cancellationToken).ConfigureAwait(false);
            try
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
                return Meant(process.ExitCode);
            }
            catch (OperationCanceledException) when (script.Detach)
            {
                isLeft = true;
                throw;
            }
            catch (OperationCanceledException)
            {
                End(process);
                throw;
            }
        }
        finally
        {
            // A script that goes on may still read its file.
            if (!isLeft)
                Directory.Delete(own, recursive: true);
        }
    }

    private static async Task<Process> StartAsync(ScriptExecution script, string own, CancellationToken cancellationToken)
    {
        var file = Path.Combine(own, ScriptCommandLine.FileName(script.Language));
        await File.WriteAllBytesAsync(file, ScriptCommandLine.FileBytes(script.Language, script.Content), cancellationToken)
            .ConfigureAwait(false);
        string[] group = OnPath("setsid") is { } setsid ? [setsid] : [];
        string[] arguments =
        [
            .. group, "/bin/sh", "-c", Redirect, "sh", script.OutputPath, script.ErrorPath, .. PowerShell(),
            .. Split(script.Arguments ?? ScriptCommandLine.DefaultPowerShellArguments), "-File", file,
        ];
        return Process.Start(new ProcessStartInfo(arguments[0], arguments[1..]))
            ?? throw new ScriptStartException("PowerShell cannot be started.");
    }

    private static string[] PowerShell() => OnPath("pwsh") is { } pwsh ? [pwsh]
        : OnPath("dotnet") is { } dotnet ? [dotnet, "tool", "run", "pwsh", "--"]
        : throw new ScriptStartException("There is no pwsh on the PATH. Install PowerShell 7, or the .NET tool 'PowerShell'.");

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Where(part => part.Length > 0).Select(part => Path.Combine(part, name)).FirstOrDefault(File.Exists);

    /// <summary>Splits arguments at blanks outside of double quotes.</summary>
    private static IEnumerable<string> Split(string arguments) =>
        arguments.Split('"').SelectMany((part, index) => index % 2 == 1
            ? [part]
            : part.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static int Meant(int code) => code switch
    {
        3010 & 0xFF => 3010,
        1641 & 0xFF => 1641,
        _ => code,
    };

    private static void End(Process process)
    {
        // The group first: a grandchild whose parent has ended belongs to no tree any more.
        if (OnPath("setsid") is not null)
            _ = SendSignal(-process.Id, Kill);
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
