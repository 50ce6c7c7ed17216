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
}
