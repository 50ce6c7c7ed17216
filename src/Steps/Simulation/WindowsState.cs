using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The operating system.</summary>
public sealed class WindowsState
{
    /// <summary>The product's name.</summary>
    public string ProductName { get; set; } = "Windows Server 2022 Datacenter";

    /// <summary>Build and revision.</summary>
    [RegularExpression(MachineForms.Build, ErrorMessage = "must be a build and a revision, such as 20348.2849")]
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

    /// <summary>Whom the image asks for the time, as in the registry; Amazon's ask Amazon Time Sync.</summary>
    public string TimeSource { get; set; } = "169.254.169.123,0x9";

    /// <summary>Where Windows notes that it must restart.</summary>
    public List<string> PendingRestarts { get; set; } = [];

    /// <summary>The IETF tag of the system's locale.</summary>
    public string Language { get; set; } = "en-US";

    /// <summary>Whether file systems tell disks what is free. Default: true.</summary>
    public bool Trim { get; set; } = true;

    /// <summary>Whether Windows gives a letter to each new volume by itself. Default: true, as in Windows.</summary>
    public bool AutoMount { get; set; } = true;

    /// <summary>After how many seconds Windows turns the monitor off; 0: never. Default: 600, as in Windows.</summary>
    [Range(0, int.MaxValue)]
    public int MonitorIdleSeconds { get; set; } = 600;

    /// <summary>What the sleep button does: 0 nothing, 1 sleep, 2 hibernate, 3 shut down.</summary>
    [Range(0, 3)]
    public int SleepButton { get; set; } = 1;

    /// <summary>Why Windows refuses to turn hibernation on; null: it does not.</summary>
    public string? HibernationFault { get; set; }
}

/// <summary>An entry of an event log.</summary>
public sealed class EventState
{
    /// <summary>The log.</summary>
    public required string Log { get; set; }

    public required string Source { get; set; }

    /// <summary>2: error, 3: warning, 4: information.</summary>
    [Range(1, 5)]
    public int Level { get; set; } = 2;

    /// <summary>When it was written, in ISO 8601.</summary>
    [Moment]
    public string Time { get; set; } = "2026-01-01T00:00:00Z";

    public string Message { get; set; } = "";

    /// <summary>The number by which the source tells its entries apart.</summary>
    public int Id { get; set; }
}

/// <summary>Windows activation.</summary>
public sealed class LicenceState
{
    /// <summary>included (Amazon provides the licence) or byol.</summary>
    public string Billing { get; set; } = "included";

    /// <summary>The configured KMS host, or null.</summary>
    public string? KmsServer { get; set; }

    /// <summary>The configured KMS port, or null.</summary>
    public int? KmsPort { get; set; }

    /// <summary>The KMS host that Windows found in DNS, or null.</summary>
    public string? KmsServerInDns { get; set; }

    /// <summary>licensed, notification, grace or unlicensed.</summary>
    public string Status { get; set; } = "notification";

    /// <summary>For how many days the activation holds; null: not known.</summary>
    [Range(0, 36_500)]
    public int? DaysLeft { get; set; }

    /// <summary>When an edition for evaluation ends, in ISO 8601; null: it is none.</summary>
    [Moment]
    public string? EvaluationEnds { get; set; }

    /// <summary>The channel of the installed product key: Volume:GVLK, Volume:MAK, Retail, OEM; null: no key.</summary>
    public string? KeyChannel { get; set; } = "Volume:GVLK";

    /// <summary>The last five characters of the product key.</summary>
    public string? KeyEnding { get; set; }

    /// <summary>Why Windows is not activated: a code of the licensing service, 0xC004F074; null: not known.</summary>
    [RegularExpression(MachineForms.ResultCode, ErrorMessage = "must be a code such as 0xC004F074")]
    public string? Reason { get; set; }

    /// <summary>The edition as Windows names it.</summary>
    public string? Edition { get; set; } = "ServerDatacenter";
}

/// <summary>What Windows Setup keeps in <c>HKLM\SYSTEM\Setup</c>. All are 0 on a machine that is set up.</summary>
public sealed class SetupFlags
{
    /// <summary>1 while Setup runs.</summary>
    public int SystemSetupInProgress { get; set; }

    /// <summary>What Setup does at the next start; 2 in its last phase.</summary>
    public int SetupType { get; set; }

    /// <summary>1 while the out-of-box experience runs.</summary>
    public int OobeInProgress { get; set; }

    /// <summary>
    /// They become 0 after this many milliseconds of waiting for a change, once the image state is complete; null: they stay.
    /// </summary>
    public int? EndsAfterMilliseconds { get; set; }
}

/// <summary>What keeps a simulated machine from restarting.</summary>
public sealed class RestartFaults
{
    /// <summary>How many requests are refused because Windows is not ready.</summary>
    public int NotReady { get; set; }

    /// <summary>How many restarts are accepted and come to nothing.</summary>
    public int Aborted { get; set; }

    /// <summary>Whether all requests are refused, those of <c>shutdown.exe</c> too. Default: false.</summary>
    public bool Denied { get; set; }
}
