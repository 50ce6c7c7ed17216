using System.Security.Cryptography;
using System.Text;

namespace OpenLaunch.Steps.Simulation;

/// <summary>What EC2 knows of the instance that a simulated machine runs on.</summary>
public sealed record SimulatedInstance
{
    /// <summary>The instance id.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The image id.</summary>
    public string ImageId { get; init; } = "ami-0123456789abcdef0";

    /// <summary>The instance type.</summary>
    public string InstanceType { get; init; } = "t3.medium";

    /// <summary>The Availability Zone; the region is the zone without its letter.</summary>
    public string AvailabilityZone { get; init; } = "eu-central-1a";

    /// <summary>The account.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The tags, as instance metadata shows them where that is allowed.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The user data, or null for none.</summary>
    public byte[]? UserData { get; init; }

    /// <summary>The public key in OpenSSH form, or null for an instance without key pair.</summary>
    public Func<string>? PublicKey { get; init; }

    /// <summary>The region.</summary>
    public string Region => AvailabilityZone[..^1];

    /// <summary>An instance whose id follows from the machine, as each machine of EC2 has its own.</summary>
    /// <param name="machine">The machine.</param>
    public static SimulatedInstance Of(MachineState machine)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(SimulatedHostIdentity.MachineIdOf(machine)));
        return new SimulatedInstance { InstanceId = "i-0" + Convert.ToHexStringLower(hash)[..16] };
    }
}
