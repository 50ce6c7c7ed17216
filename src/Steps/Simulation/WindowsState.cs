using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The operating system.</summary>
public sealed class WindowsState
{
    /// <summary>The product's name.</summary>
    public string ProductName { get; set; } = "Windows Server 2022 Datacenter";

    /// <summary>Build and revision.</summary>
    public string Build { get; set; } = "20348.2849";

    /// <summary>Full, Server Core or Nano.</summary>
    public string InstallOption { get; set; } = "Full";

    /// <summary>WinNT, ServerNT, or LanmanNT for a domain controller, as in the registry.</summary>
    [AllowedValues("WinNT", "ServerNT", "LanmanNT")]
    public string ProductType { get; set; } = "ServerNT";

    /// <summary>The domain that the computer belongs to; null: none. A domain controller belongs to one in any case.</summary>
    public string? Domain { get; set; }

    /// <summary>Where Windows Setup stands.</summary>
    public string? ImageState { get; set; } = "IMAGE_STATE_COMPLETE";

    /// <summary>Becomes the image state after this many milliseconds of waiting for a change; null: never changes.</summary>
    public int? CompletesAfterMilliseconds { get; set; }

    /// <summary>By how many milliseconds the clock is ahead of Amazon Time Sync; negative when it is behind.</summary>
    public int ClockOffsetMilliseconds { get; set; }

    /// <summary>The IETF tag of the system's locale.</summary>
    public string Language { get; set; } = "en-US";
}
