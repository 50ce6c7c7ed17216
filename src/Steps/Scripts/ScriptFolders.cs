namespace OpenLaunch.Steps.Scripts;

/// <summary>Where scripts and programs leave their files.</summary>
/// <param name="LogFolder">Keeps their output and the results of detached ones.</param>
/// <param name="WorkFolder">Holds scripts while they run.</param>
public sealed record ScriptFolders(string LogFolder, string WorkFolder)
{
    /// <summary>The folder of the output of scripts in the agent's folder of logs.</summary>
    /// <param name="logFolder">The agent's folder of logs.</param>
    public static string LogFolderIn(string logFolder) => Path.Combine(logFolder, "userdata");

    /// <summary>The file of a script's standard output.</summary>
    /// <param name="name">What the script's files are called.</param>
    public string Output(string name) => Path.Combine(LogFolder, $"{name}-output.log");

    /// <summary>The file of a script's standard error.</summary>
    /// <param name="name">What the script's files are called.</param>
    public string Errors(string name) => Path.Combine(LogFolder, $"{name}-errors.log");
}
