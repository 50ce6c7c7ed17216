using OpenLaunch.Core.Documents;

namespace OpenLaunch.Steps.Migration;

/// <summary>
/// What EC2Launch v1 or EC2Config is set to do, each setting with where it stands; null: the agent has no such setting, or it was
/// not found.
/// </summary>
internal sealed record FormerSettings
{
    public Setting? AddRoutes { get; init; }

    public Setting? WaitForMetadata { get; init; }

    public Setting? Activate { get; init; }

    public Setting? SetWallpaper { get; init; }

    public Setting? SetComputerName { get; init; }

    public Setting? SetDnsSuffix { get; init; }

    public Setting? ExtendBootVolume { get; init; }

    public Setting? KeepMonitorOn { get; init; }

    public Setting? HandleUserData { get; init; }

    public Setting? InitializeDisks { get; init; }

    public Setting? SendEventLogs { get; init; }

    /// <summary>The type of the password, as setAdminAccount names it.</summary>
    public (string Type, string From)? Password { get; init; }

    /// <summary>Labels with their letters.</summary>
    public IReadOnlyList<(string Label, string Letter)> Letters { get; init; } = [];

    public string LettersFrom { get; init; } = "";

    /// <summary>Whether the letters are set at all. Default: true.</summary>
    public bool SetsLetters { get; init; } = true;

    /// <summary>What is sent of the event logs, as the inputs of sendEventLogs have it.</summary>
    public IReadOnlyList<YamlNode> Events { get; init; } = [];

    /// <summary>Whether the agent runs its whole plan at each start.</summary>
    public bool RunsAtEachStart { get; init; }
}

/// <summary>A setting that is on or off.</summary>
/// <param name="From">The file and the name of it.</param>
internal sealed record Setting(bool IsOn, string From);
