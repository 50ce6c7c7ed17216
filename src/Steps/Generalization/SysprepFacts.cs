using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Reads what decides whether Sysprep may start, and as whom; the accounts apart.</summary>
internal interface ISysprepFacts
{
    /// <summary>Reads it anew.</summary>
    SysprepFacts Read();
}

/// <summary>What decides whether Sysprep may start, and as whom.</summary>
internal sealed record SysprepFacts
{
    /// <summary>Where Windows Setup stands.</summary>
    public required SetupState Setup { get; init; }

    /// <summary>The build of Windows: 20348 is Windows Server 2022, 26100 Windows Server 2025.</summary>
    public required int Build { get; init; }

    /// <summary>Whether Windows has the desktop experience; Server Core has none.</summary>
    public required bool HasDesktop { get; init; }

    /// <summary>Whether the agent runs as LocalSystem, as the boot task and Run Command do.</summary>
    public required bool IsLocalSystem { get; init; }

    /// <summary>Whether this is a domain controller.</summary>
    public bool IsDomainController { get; init; }

    /// <summary>The built-in administrator; null: there is none, or nobody needs it.</summary>
    public LocalAccount? Administrator { get; init; }

    /// <summary>Where Windows notes that it must restart.</summary>
    public IReadOnlyList<string> PendingRestarts { get; init; } = [];

    /// <summary>What installs, updates or removes parts of Windows now.</summary>
    public IReadOnlyList<string> Servicing { get; init; } = [];
}

/// <summary>Whom Sysprep runs as.</summary>
internal enum SysprepAccount
{
    /// <summary>Whoever runs the agent, but not LocalSystem where that breaks the image.</summary>
    Auto,

    /// <summary>The built-in administrator.</summary>
    Administrator,

    /// <summary>Whoever runs the agent.</summary>
    Caller,
}
