namespace OpenLaunch.Steps.Simulation;

/// <summary>Windows activation.</summary>
public sealed class LicenceState
{
    /// <summary>included (Amazon provides the licence) or byol.</summary>
    public string Billing { get; set; } = "included";

    /// <summary>The configured KMS host, or null.</summary>
    public string? KmsServer { get; set; }

    /// <summary>The configured KMS port, or null.</summary>
    public int? KmsPort { get; set; }

    /// <summary>licensed, notification, grace or unlicensed.</summary>
    public string Status { get; set; } = "notification";

    /// <summary>For how many days the activation holds; null: not known.</summary>
    public int? DaysLeft { get; set; }

    /// <summary>The channel of the installed product key: Volume:GVLK, Volume:MAK, Retail, OEM; null: no key.</summary>
    public string? KeyChannel { get; set; } = "Volume:GVLK";

    /// <summary>The edition as Windows names it.</summary>
    public string? Edition { get; set; } = "ServerDatacenter";
}
