namespace OpenLaunch.Steps.Scripts;

/// <summary>The command lines that run scripts, and the bytes that their files hold.</summary>
internal static class ScriptCommandLine
{
    /// <summary>
    /// Stands in place of the user's interpreter arguments where there are none. EC2Launch has the policy alone; without
    /// a profile and without a prompt nothing waits for an answer that nobody can give.
    /// </summary>
    public const string DefaultPowerShellArguments = "-NoProfile -NonInteractive -ExecutionPolicy Unrestricted";

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The name of the script's file in its folder; the interpreters go by the extension.</summary>
    /// <param name="language">The script's language.</param>
    public static string FileName(ScriptLanguage language) =>
        language == ScriptLanguage.PowerShell ? "UserScript.ps1" : "UserScript.cmd";

    /// <summary>
    /// The script's bytes: UTF-8. Windows PowerShell needs the byte order mark to know it; cmd would take the mark for a
    /// part of the first command.
    /// </summary>
    /// <param name="language">The script's language.</param>
    /// <param name="content">The text.</param>
    public static byte[] FileBytes(ScriptLanguage language, string content) =>
        language == ScriptLanguage.PowerShell
            ? [.. ByteOrderMark, .. System.Text.Encoding.UTF8.GetBytes(content)]
            : System.Text.Encoding.UTF8.GetBytes(content);

    /// <summary>The command line of the interpreter.</summary>
    /// <remarks>
    /// PowerShell is given the file by <c>-File</c>, not dot-sourced in a command as EC2Launch does: then the process ends
    /// with the script's own <c>exit</c> code, with 1 when it throws, and with 0 otherwise, whatever the last program
    /// inside it returned. cmd reads a batch file in its console's code page, so that is set to UTF-8 first; <c>/S</c>
    /// makes it take the outer quotes off and leave the inner ones alone, <c>/D</c> skips AutoRun, <c>/V:OFF</c> leaves
    /// exclamation marks alone whatever the policy.
    /// </remarks>
    /// <param name="language">The script's language.</param>
    /// <param name="systemFolder">System32.</param>
    /// <param name="file">The script's file; its path holds no quote.</param>
    /// <param name="arguments">The user's arguments for PowerShell, verbatim, or null for the default. cmd takes none.</param>
    public static string Build(ScriptLanguage language, string systemFolder, string file, string? arguments) =>
        language == ScriptLanguage.PowerShell
            ? $"\"{systemFolder}\\WindowsPowerShell\\v1.0\\powershell.exe\" "
                + $"{arguments?.ReplaceLineEndings(" ") ?? DefaultPowerShellArguments} -File \"{file}\""
            : $"\"{systemFolder}\\cmd.exe\" /D /V:OFF /S /C \"chcp 65001>nul & \"{file}\"\"";

    /// <summary>
    /// The text of a batch file that runs a command line and writes its exit code down, for processes that outlive the agent. The
    /// result is moved to its name when it is whole.
    /// </summary>
    /// <param name="command">The command line.</param>
    /// <param name="result">The file that gets the exit code.</param>
    public static string ExitCodeScript(string command, string result)
    {
        // The redirection stands before echo, for a digit before it would be a handle.
        var path = CommandLine.Doubled(result);
        return $"@echo off\r\n{CommandLine.ForBatch(command)}\r\nset code=%errorlevel%\r\n"
            + $">\"{path}.new\" echo %code%\r\nmove /y \"{path}.new\" \"{path}\" >nul\r\nexit %code%\r\n";
    }
}
