namespace OpenLaunch.Steps.UserData;

/// <summary>Where user data leaves its files.</summary>
/// <param name="LogFolder">Keeps the output of scripts.</param>
/// <param name="WorkFolder">Holds scripts while they run.</param>
public sealed record UserDataFolders(string LogFolder, string WorkFolder);
