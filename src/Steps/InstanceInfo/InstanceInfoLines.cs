using System.Globalization;
using OpenLaunch.Core.Console;

namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>Composes the console's information lines, in the order and form of EC2Launch v1 or v2.</summary>
internal static class InstanceInfoLines
{
    /// <summary>The lines, without time.</summary>
    public static IReadOnlyList<string> Compose(InstanceFacts facts, ConsoleStyle style = ConsoleStyle.V1) =>
        [.. Image(facts.Registry), .. style == ConsoleStyle.V2 ? LikeV2(facts) : LikeV1(facts)];

    private static IEnumerable<string> LikeV1(InstanceFacts facts) =>
    [
        .. OperatingSystem(facts.Registry),
        $"Language: {facts.Language}",
        $"TimeZone: {facts.TimeZone}",
        $"Offset: UTC {facts.Offset.ToString("c", CultureInfo.InvariantCulture)}",
        .. Instance(facts.Metadata),
        .. Billing(facts),
        .. DriverLines.Compose(facts.Drivers, facts.Registry),
        $"Launch: OpenLaunch v{facts.AgentVersion}",
        .. Optional("AWS VSS Version: ", facts.VssVersion),
        .. Ssm(facts),
        $"RDPCERTIFICATE-SUBJECTNAME: {facts.ComputerName}",
        .. Optional("RDPCERTIFICATE-THUMBPRINT: ", facts.Thumbprint),
    ];

    /// <summary>
    /// As the console output of "Troubleshoot EC2Launch v2" (EC2 User Guide) has them. What stands in its line SubComponent is
    /// not said there.
    /// </summary>
    private static IEnumerable<string> LikeV2(InstanceFacts facts) =>
    [
        .. OperatingSystemLikeV2(facts.Registry),
        $"Language: {facts.Language}",
        $"TimeZone: {facts.TimeZone}",
        $"Offset: UTC {(facts.Offset < TimeSpan.Zero ? '-' : '+')}{facts.Offset:hhmm}",
        $"Launch: OpenLaunch v{facts.AgentVersion}",
        .. Instance(facts.Metadata),
        .. Billing(facts),
        .. DriverLines.Compose(facts.Drivers, facts.Registry).Select(line => line.TrimEnd()),
        .. Optional("AWS VSS Version: ", facts.VssVersion),
        $"HOSTNAME: {facts.ComputerName}",
        $"RDPCERTIFICATE-SUBJECTNAME: {facts.ComputerName}",
        .. Optional("RDPCERTIFICATE-THUMBPRINT: ", facts.Thumbprint),
        .. Ssm(facts),
    ];

    private static IEnumerable<string> OperatingSystemLikeV2(RegistryFacts registry) =>
    [
        .. registry.OsVersion is { } version
            ? [$"OS: Microsoft Windows NT {version}{(registry.CurrentBuild is { } build ? $".{build}" : "")}"]
            : Array.Empty<string>(),
        .. Optional("OsVersion: ", registry.OsVersion),
        .. Optional("OsProductName: ", registry.ProductName),
        .. Optional("OsBuildLabEx: ", registry.BuildLabel),
        .. Optional("OsCurrentBuild: ", registry.CurrentBuild),
        .. Optional("OsReleaseId: ", registry.ReleaseId),
    ];

    private static IEnumerable<string> Billing(InstanceFacts facts) =>
    [
        .. facts.Metadata.SqlServerBilling.Count > 0
            ? [$"SqlServerBilling: {string.Join(", ", facts.Metadata.SqlServerBilling)}"]
            : Array.Empty<string>(),
        .. facts.Registry.SqlServers.Select(server => $"SqlServerInstall: {server}"),
    ];

    private static IEnumerable<string> Ssm(InstanceFacts facts) => Optional("SSM: Amazon SSM Agent v", facts.Registry.SsmAgent);

    private static IEnumerable<string> Image(RegistryFacts registry) => registry is { AmiVersion: null, AmiName: null }
        ? ["Unable to load AMI information"]
        : [.. Optional("AMI Origin Version: ", registry.AmiVersion), .. Optional("AMI Origin Name: ", registry.AmiName)];

    private static IEnumerable<string> OperatingSystem(RegistryFacts registry) =>
    [
        .. Optional("OS: Microsoft Windows NT ", registry.OsVersion),
        .. Optional("OsProductName: ", registry.ProductName),
        .. Optional("OsInstallOption: ", registry.InstallOption),
        .. Optional("OsVersion: ", registry.OsVersion),
        .. Optional("OsBuildLabEx: ", registry.BuildLabel),
        .. Optional("OsCurrentBuild: ", registry.CurrentBuild),
        .. Optional("OsReleaseId: ", registry.ReleaseId),
    ];

    private static IEnumerable<string> Instance(MetadataFacts metadata)
    {
        yield return metadata.AmiId is null ? "Unable to load AMI ID" : $"AMI-ID: {metadata.AmiId}";
        yield return metadata.InstanceId is null ? "Unable to load Instance ID" : $"Instance-ID: {metadata.InstanceId}";
        if (metadata.InstanceType is not null)
            yield return $"Instance Type: {metadata.InstanceType}";
    }

    private static IEnumerable<string> Optional(string label, string? value) => value is null ? [] : [label + value];
}

/// <summary>What is known of the instance. Null or empty: not known, not there.</summary>
internal sealed record InstanceFacts
{
    /// <summary>The image that the instance came from, and its operating system.</summary>
    public required RegistryFacts Registry { get; init; }

    public required MetadataFacts Metadata { get; init; }

    /// <summary>The IETF tag of the system's locale.</summary>
    public required string Language { get; init; }

    /// <summary>The name of the time zone: its standard name, as EC2Launch v1 has it, or its identifier, as v2.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Local time less UTC at this moment.</summary>
    public required TimeSpan Offset { get; init; }

    public IReadOnlyList<InstalledDriver> Drivers { get; init; } = [];

    public required string AgentVersion { get; init; }

    public string? VssVersion { get; init; }

    public required string ComputerName { get; init; }

    public string? Thumbprint { get; init; }
}
