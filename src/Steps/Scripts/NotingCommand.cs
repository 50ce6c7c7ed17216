namespace OpenLaunch.Steps.Scripts;

/// <summary>A batch file that runs a command line and writes its exit code down, for processes that outlive the agent.</summary>
internal static class NotingCommand
{
    /// <summary>Writes the batch file beside the result.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="result">The file that gets the exit code.</param>
    /// <param name="systemFolder">System32.</param>
    /// <returns>The command line that runs the batch file.</returns>
    public static string Write(string command, string result, string systemFolder)
    {
        var batch = Path.ChangeExtension(result, ".cmd");
        File.WriteAllText(batch, Text(command, result));
        return $"\"{systemFolder}\\cmd.exe\" /D /V:OFF /S /C \"\"{batch}\"\"";
    }

    /// <summary>The batch file's text. The result is moved to its name when it is whole.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="result">The file that gets the exit code.</param>
    public static string Text(string command, string result) =>
        // UTF-8 first, for the paths. The redirection stands before echo, for a digit before it would be a handle.
        $"@echo off\r\nchcp 65001>nul\r\n{CommandLine.ForBatch(command)}\r\nset code=%errorlevel%\r\n"
        + $">\"{CommandLine.Doubled(result)}.new\" echo %code%\r\nmove /y \"{CommandLine.Doubled(result)}.new\" \"{CommandLine.Doubled(result)}\" >nul\r\n"
        + "exit %code%\r\n";
}
