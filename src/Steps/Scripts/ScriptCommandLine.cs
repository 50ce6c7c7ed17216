namespace OpenLaunch.Steps.Scripts;

/// <summary>The command lines that run scripts, and the batch files in between.</summary>
internal static class ScriptCommandLine
{
    /// <summary>
    /// Stands in place of the user's interpreter arguments where there are none. EC2Launch has the policy alone; without
    /// a profile and without a prompt nothing waits for an answer that nobody can give.
    /// </summary>
    public const string DefaultPowerShellArguments = "-NoProfile -NonInteractive -ExecutionPolicy Unrestricted";

    /// <summary>The command line of the interpreter.</summary>
    /// <remarks>
    /// PowerShell is given the file by <c>-File</c>, not dot-sourced in a command as EC2Launch does: then the process ends
    /// with the script's own <c>exit</c> code, with 1 when it throws, and with 0 otherwise, whatever the last program
    /// inside it returned. cmd reads a batch file in its console's code page, so that is set to UTF-8 first; <c>/S</c>
    /// makes it take the outer quotes off and leave the inner ones alone, <c>/D</c> skips AutoRun, <c>/V:OFF</c> leaves
    /// exclamation marks alone whatever the policy.
    /// </remarks>
    /// <param name="systemFolder">System32.</param>
    /// <param name="file">The script's file; its path holds no quote.</param>
    /// <param name="arguments">The user's arguments for PowerShell, verbatim, or null for the default. cmd takes none.</param>
    public static string Build(ScriptLanguage language, string systemFolder, string file, string? arguments) =>
        language == ScriptLanguage.PowerShell
            ? $"\"{systemFolder}\\WindowsPowerShell\\v1.0\\powershell.exe\" "
                + $"{arguments?.ReplaceLineEndings(" ") ?? DefaultPowerShellArguments} -File \"{file}\""
            : $"\"{systemFolder}\\cmd.exe\" /D /V:OFF /S /C \"chcp 65001>nul & \"{file}\"\"";

    /// <summary>
    /// The command line of a batch file, written beside the script, that starts it: cmd sets the code page of the console to
    /// UTF-8 first, by which Windows PowerShell writes its output.
    /// </summary>
    public static string Starter(ScriptFile file, string line)
    {
        var batch = Path.Combine(file.Folder, "Start.cmd");
        File.WriteAllText(batch, $"@{CommandLine.ForBatch(line)}\r\n");
        return Build(ScriptLanguage.Batch, Environment.SystemDirectory, batch, null);
    }

    /// <summary>
    /// The text of a batch file that runs a command line and writes its exit code down, for processes that outlive the agent. The
    /// result is moved to its name when it is whole.
    /// </summary>
    public static string ExitCodeScript(string command, string result)
    {
        // The redirection stands before echo, for a digit before it would be a handle.
        var path = CommandLine.Doubled(result);
        return $"@echo off\r\n{CommandLine.ForBatch(command)}\r\nset code=%errorlevel%\r\n"
            + $">\"{path}.new\" echo %code%\r\nmove /y \"{path}.new\" \"{path}\" >nul\r\nexit %code%\r\n";
    }
}
