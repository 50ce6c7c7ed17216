using System.Text.Json;
using System.Text.Json.Serialization;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.SimulatedMetadata;

/// <summary>The instance identity document (EC2 User Guide, "Instance identity documents").</summary>
internal sealed record IdentityDocument
{
    public string AccountId { get; init; } = "123456789012";

    public string Architecture { get; init; } = "x86_64";

    public required string AvailabilityZone { get; init; }

    /// <summary>The licence that is paid through EC2: bp-6ba54002 is that of Windows Server.</summary>
    public IReadOnlyList<string>? BillingProducts { get; init; }

    public required string ImageId { get; init; }

    public required string InstanceId { get; init; }

    public required string InstanceType { get; init; }

    public string? PrivateIp { get; init; }

    public required string Region { get; init; }

    public string Version { get; init; } = "2017-09-30";

    public static IdentityDocument Of(MachineState state, string? privateIp) => new()
    {
        AvailabilityZone = state.Instance.AvailabilityZone,
        BillingProducts = state.Licence.Billing == "included" ? ["bp-6ba54002"] : null,
        ImageId = state.Instance.ImageId,
        InstanceId = SimulatedHostIdentity.InstanceIdOf(state),
        InstanceType = state.Instance.Type,
        PrivateIp = privateIp,
        Region = state.Instance.Region,
    };

    public string Write() => JsonSerializer.Serialize(this, IdentityDocumentJson.Default.IdentityDocument);
}

/// <summary>The document's JSON form, made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IdentityDocument))]
internal sealed partial class IdentityDocumentJson : JsonSerializerContext;
