using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs PowerShell scripts on Linux and macOS, for a simulated machine: <c>pwsh</c> of the PATH, else the local .NET tool of
/// that name.
/// </summary>
/// <remarks>
/// Unix keeps the lowest 8 bits of an exit code. 3010 and 1641, which ask for a reboot, arrive as 194 and 105 and are taken for
/// them; other codes above 255 are not what the script said.
/// </remarks>
/// <param name="folder">Where the scripts' own folders are made.</param>
/// <param name="time">The clock.</param>
[UnsupportedOSPlatform("windows")]
public sealed class UnixScriptInterpreter(string folder, TimeProvider time) : IScriptInterpreter
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (script.Language == ScriptLanguage.Batch)
            throw new ScriptStartException("A batch script needs cmd.exe, which this system does not have; run it on Windows.");
        var own = Path.Combine(folder, RandomNumberGenerator.GetHexString(16, lowercase: true));
        Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var isLeft = false;
        try
        {
            var file = Path.Combine(own, ScriptCommandLine.FileName(script.Language));
            await File.WriteAllBytesAsync(file, ScriptCommandLine.FileBytes(script.Language, script.Content), cancellationToken)
                .ConfigureAwait(false);
            var arguments = Split(script.Arguments ?? ScriptCommandLine.DefaultPowerShellArguments);
            return await UnixProcess.RunAsync(
                [.. PowerShell(), .. arguments, "-File", file], (script.OutputPath, script.ErrorPath, script.ResultPath),
                script.Detach, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (script.Detach)
        {
            isLeft = true;
            throw;
        }
        finally
        {
            // A script that goes on may still read its file.
            if (!isLeft)
                Directory.Delete(own, recursive: true);
        }
    }

    private static string[] PowerShell() => UnixProcess.OnPath("pwsh") is { } pwsh ? [pwsh]
        : UnixProcess.OnPath("dotnet") is { } dotnet ? [dotnet, "tool", "run", "pwsh", "--"]
        : throw new ScriptStartException("There is no pwsh on the PATH. Install PowerShell 7, or the .NET tool 'PowerShell'.");

    /// <summary>Splits arguments at blanks outside of double quotes.</summary>
    private static IEnumerable<string> Split(string arguments) =>
        arguments.Split('"').SelectMany((part, index) => index % 2 == 1
            ? [part]
            : part.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
