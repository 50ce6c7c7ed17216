namespace OpenLaunch.Steps.Activation;

/// <summary>
/// The public product keys with which volume editions of Windows Server ask a KMS for activation (Microsoft, "Key Management
/// Services (KMS) client activation and product keys"). They are the same for everybody and no secret.
/// </summary>
internal static class KmsClientKeys
{
    private static readonly Dictionary<(int Build, string Edition), string> Keys = new()
    {
        [(26100, "ServerDatacenter")] = "D764K-2NDRG-47T6Q-P8T8W-YP6DF", // Windows Server 2025
        [(26100, "ServerStandard")] = "TVRH6-WHNXV-R9WG3-9XRFY-MY832",
        [(20348, "ServerDatacenter")] = "WX4NM-KYWYW-QJJR4-XV3QB-6VM33", // Windows Server 2022
        [(20348, "ServerStandard")] = "VDYBN-27WPP-V4HQT-9VMD4-VMK7H",
        [(17763, "ServerDatacenter")] = "WMDGN-G9PQG-XVVXX-R3X43-63DFG", // Windows Server 2019
        [(17763, "ServerStandard")] = "N69G4-B89J2-4G8F4-WWYCC-J464C",
        [(14393, "ServerDatacenter")] = "CB7KF-BWN84-R7R2Y-793K2-8XDDG", // Windows Server 2016
        [(14393, "ServerStandard")] = "WC2BQ-8NRM3-FDDYY-2BFGV-KHKQY",
        [(9600, "ServerDatacenter")] = "W3GGN-FT8W3-Y4M27-J84CP-Q3VJ9", // Windows Server 2012 R2
        [(9600, "ServerStandard")] = "D2N9P-3P6X9-2R39C-7RTCD-MDVJX",
    };

    /// <summary>Finds the key of an edition; null for one that is not licensed by volume, such as an evaluation.</summary>
    public static string? Find(int build, string? edition) => edition is null ? null : Keys.GetValueOrDefault((build, edition));
}
