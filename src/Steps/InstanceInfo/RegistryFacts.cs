namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>What the registry tells of the instance.</summary>
internal sealed record RegistryFacts
{
    private const string Windows = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const string Image = @"SOFTWARE\Amazon\MachineImage";
    private const string Sql = @"SOFTWARE\Microsoft\Microsoft SQL Server";
    private const string SsmService = @"SYSTEM\CurrentControlSet\Services\AmazonSSMAgent";
    private const string SsmUninstall =
        @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\{B1A3AC35-A431-4C8C-9D21-E2CA92047F76}";

    /// <summary>The version of the Amazon image that this one descends from.</summary>
    public string? AmiVersion { get; init; }

    public string? AmiName { get; init; }

    /// <summary>The operating system's major and minor version: <c>10.0</c>.</summary>
    public string? OsVersion { get; init; }

    public string? ProductName { get; init; }

    /// <summary>Full, Server Core or Nano.</summary>
    public string? InstallOption { get; init; }

    public string? BuildLabel { get; init; }

    public string? CurrentBuild { get; init; }

    /// <summary>The release: <c>1809</c>.</summary>
    public string? ReleaseId { get; init; }

    /// <summary>One text for each SQL Server instance: version, edition.</summary>
    public IReadOnlyList<string> SqlServers { get; init; } = [];

    /// <summary>The version of the AWS Nitro Enclaves package.</summary>
    public string? NitroEnclaves { get; init; }

    /// <summary>The version of the AWS PV driver package.</summary>
    public string? PvDriver { get; init; }

    public string? SsmAgent { get; init; }

    public static RegistryFacts Read(IInstanceFacts registry)
    {
        return new RegistryFacts
        {
            AmiVersion = registry.ReadValue(Image, "AMIVersion"),
            AmiName = registry.ReadValue(Image, "AMIName"),
            OsVersion = ReadOsVersion(registry),
            ProductName = registry.ReadValue(Windows, "ProductName"),
            InstallOption = ToInstallOption(registry.ReadValue(Windows, "InstallationType")),
            BuildLabel = registry.ReadValue(Windows, "BuildLabEx"),
            CurrentBuild = registry.ReadValue(Windows, "CurrentBuild"),
            ReleaseId = registry.ReadValue(Windows, "ReleaseId") ?? registry.ReadValue(Windows, "DisplayVersion"),
            SqlServers = [.. ReadSqlServers(registry)],
            NitroEnclaves = registry.ReadValue(@"SOFTWARE\Amazon\AwsNitroEnclaves", "Version"),
            PvDriver = registry.ReadValue(@"SOFTWARE\Amazon\PVDriver", "Version"),
            SsmAgent = registry.ReadValue(SsmService, "Version") ?? registry.ReadValue(SsmUninstall, "DisplayVersion"),
        };
    }

    /// <summary>CurrentVersion has stood at 6.3 since Windows 8.1; the two numbers came with Windows 10.</summary>
    private static string? ReadOsVersion(IInstanceFacts registry) =>
        registry.ReadValue(Windows, "CurrentMajorVersionNumber") is { } major
        && registry.ReadValue(Windows, "CurrentMinorVersionNumber") is { } minor
            ? $"{major}.{minor}"
            : registry.ReadValue(Windows, "CurrentVersion");

    private static string? ToInstallOption(string? installationType) => installationType switch
    {
        null => null,
        "Server Core" => "Server Core",
        "Nano Server" => "Nano",
        _ => "Full",
    };

    private static IEnumerable<string> ReadSqlServers(IInstanceFacts registry)
    {
        const string names = Sql + @"\Instance Names\SQL";
        foreach (var name in registry.ReadValueNames(names))
        {
            var setup = $@"{Sql}\{registry.ReadValue(names, name)}\Setup";
            if (registry.ReadValue(setup, "PatchLevel") is { } patchLevel && registry.ReadValue(setup, "Edition") is { } edition)
                yield return $"v{patchLevel}, {edition}";
        }
    }
}
