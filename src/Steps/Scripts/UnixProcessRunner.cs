using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs programs and PowerShell scripts on Linux and macOS, for a simulated machine: with <c>pwsh</c> of the PATH, else the local
/// .NET tool of that name.
/// </summary>
/// <remarks>
/// Unix keeps the lowest 8 bits of an exit code. 3010 and 1641, which ask for a reboot, arrive as 194 and 105 and are taken for
/// them; other codes above 255 are not what the script said.
/// </remarks>
[UnsupportedOSPlatform("windows")]
internal sealed class UnixProcessRunner(string folder, TimeProvider time) : IProcessRunner
{
    // Microsoft Learn, ".NET tools", local tools.
    private static readonly string[] ToolManifests = [".config/dotnet-tools.json", "dotnet-tools.json"];

    public Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken) => start.Command switch
    {
        ProcessCommand.Script { Language: ScriptLanguage.PowerShell } script => RunAsync(script, start, cancellationToken),
        ProcessCommand.Program program when File.Exists(program.Path) || UnixProcess.OnPath(program.Path) is not null =>
            UnixProcess.RunAsync([program.Path, .. program.Arguments], start, time, cancellationToken),
        ProcessCommand.Program program =>
            throw new ScriptStartException($"There is no program '{program.Shown}' on this system."),
        _ => throw new ScriptStartException("A batch script needs cmd.exe, which this system does not have; run it on Windows."),
    };

    private async Task<int> RunAsync(ProcessCommand.Script script, ProcessStart start, CancellationToken cancellationToken)
    {
        using var file = ScriptFile.Write(folder, script, start);
        try
        {
            var arguments = Split(script.Arguments ?? ScriptCommandLine.DefaultPowerShellArguments);
            string[] line = [.. PowerShell(), .. arguments, "-File", file.Path];
            return await UnixProcess.RunAsync(line, start, time, cancellationToken);
        }
        catch (OperationCanceledException) when (start.Detach)
        {
            // It goes on without the agent and still reads its file.
            file.Leave();
            throw;
        }
    }

    private static string[] PowerShell() => UnixProcess.OnPath("pwsh") is { } pwsh ? [pwsh]
        : UnixProcess.OnPath("dotnet") is { } dotnet && IsLocalTool() ? [dotnet, "tool", "run", "pwsh", "--"]
        : throw new ScriptStartException(
            "There is no pwsh on the PATH, and no .NET tool PowerShell for this folder. Install PowerShell 7, or call "
            + "'dotnet tool install PowerShell --create-manifest-if-needed' here.");

    /// <summary>Whether .NET would find the tool: by a manifest in the current folder or in one above.</summary>
    private static bool IsLocalTool()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var manifests = ToolManifests.Select(name => Path.Combine(folder.FullName, name)).Where(File.Exists)
                .Select(File.ReadAllText);
            if (manifests.Any(manifest => manifest.Contains("\"powershell\"", StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    /// <summary>Splits arguments at blanks outside of double quotes.</summary>
    private static IEnumerable<string> Split(string arguments) =>
        arguments.Split('"').SelectMany((part, index) => index % 2 == 1
            ? [part]
            : part.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
