using System.Globalization;

namespace OpenLaunch.Steps.UserData;

/// <summary>Where user data leaves its files.</summary>
/// <param name="LogFolder">Keeps the output of scripts.</param>
/// <param name="WorkFolder">Holds scripts while they run.</param>
public sealed record UserDataFolders(string LogFolder, string WorkFolder)
{
    /// <summary>The folder of the output of scripts in the agent's folder of logs.</summary>
    /// <param name="logFolder">The agent's folder of logs.</param>
    public static string LogFolderIn(string logFolder) => Path.Combine(logFolder, "userdata");

    /// <summary>The file of the user data that is kept for every boot.</summary>
    public string LastUserDataPath => Path.Combine(WorkFolder, "last-user-data.bin");

    /// <summary>The file of a task's standard output.</summary>
    /// <param name="ordinal">The task's place, from 1.</param>
    public string Output(int ordinal) => File(ordinal, "output");

    /// <summary>The file of a task's standard error.</summary>
    /// <param name="ordinal">The task's place, from 1.</param>
    public string Errors(int ordinal) => File(ordinal, "errors");

    private string File(int ordinal, string what) =>
        Path.Combine(LogFolder, string.Create(CultureInfo.InvariantCulture, $"user-data-{ordinal}-{what}.log"));
}
