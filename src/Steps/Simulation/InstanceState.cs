using System.ComponentModel.DataAnnotations;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The instance as the simulated metadata service tells it.</summary>
public sealed class InstanceState
{
    /// <summary>The instance id; null: made from the machine's id, so the same at each start.</summary>
    public string? Id { get; set; }

    public string Type { get; set; } = "t3.medium";

    public string ImageId { get; set; } = "ami-0c1f2a3b4d5e60718";

    /// <summary>The availability zone; the region is the zone without its last letter.</summary>
    [RegularExpression("[a-z]+(-[a-z]+)+-[0-9]+[a-z]")]
    public string AvailabilityZone { get; set; } = "us-east-1a";

    /// <summary>The user data as text; null: none.</summary>
    public string? UserData { get; set; }

    public Dictionary<string, string> Tags { get; set; } = [];

    /// <summary>Parameters of Systems Manager and secrets of Secrets Manager that its role may read, by name.</summary>
    public Dictionary<string, string> Secrets { get; set; } = [];

    public bool MetadataEnabled { get; set; } = true;

    /// <summary>The key pair that the instance was launched with. Default: rsa.</summary>
    public KeyPairKind KeyPair { get; set; } = KeyPairKind.Rsa;

    internal string Region => AvailabilityZone[..^1];
}

/// <summary>The kinds of key pairs that an instance is launched with.</summary>
public enum KeyPairKind
{
    /// <summary>RSA, the only kind with which a Windows password can be read.</summary>
    Rsa,

    /// <summary>ED25519, which cannot encrypt a password.</summary>
    Ed25519,

    /// <summary>No key pair.</summary>
    None,
}
