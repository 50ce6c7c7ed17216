using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Where scripts and programs leave their files.</summary>
/// <param name="LogFolder">Keeps their output and the results of detached ones.</param>
/// <param name="WorkFolder">Holds scripts while they run.</param>
public sealed record ScriptFolders(string LogFolder, string WorkFolder)
{
    /// <summary>The folders' name, in the agent's folder of logs and in that of its state.</summary>
    internal const string Name = "userdata";

    internal static ScriptFolders In(string stateFolder, string logFolder) =>
        new(Path.Combine(logFolder, Name), Path.Combine(stateFolder, Name));

    /// <summary>The file of a script's standard output.</summary>
    /// <param name="name">What the script's files are called.</param>
    public string Output(string name) => Path.Combine(LogFolder, $"{name}-output.log");

    /// <summary>The file of a script's standard error.</summary>
    /// <param name="name">What the script's files are called.</param>
    public string Errors(string name) => Path.Combine(LogFolder, $"{name}-errors.log");

    /// <summary>Makes the folder of a file of output. Whoever writes into it on Windows sets its permissions.</summary>
    internal static void Prepare(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            UnixFolderPermissions.Create(folder);
    }
}
