namespace OpenLaunch.Steps.Simulation;

/// <summary>A simulated machine as its YAML file states it. Keys are the property names in camel case.</summary>
public sealed class MachineState
{
    /// <summary>The name in force since the last start.</summary>
    public required string ComputerName { get; set; }

    /// <summary>The name that the next start brings, or null when no rename is pending.</summary>
    public string? PendingComputerName { get; set; }

    /// <summary>The operating system.</summary>
    public WindowsState Windows { get; set; } = new();

    /// <summary>Counts the starts; from 1.</summary>
    public int BootId { get; set; } = 1;

    /// <summary>Stands for the SMBIOS system UUID; null: made from the first adapter's hardware address.</summary>
    public string? MachineId { get; set; }

    /// <summary>The network adapters.</summary>
    public List<AdapterState> Adapters { get; set; } = [];

    /// <summary>The routes beside those that addresses and gateways imply.</summary>
    public List<RouteState> Routes { get; set; } = [];

    /// <summary>The disks.</summary>
    public List<DiskState> Disks { get; set; } = [];

    /// <summary>The local accounts.</summary>
    public List<AccountState> Accounts { get; set; } = [];

    /// <summary>Windows activation.</summary>
    public LicenceState Licence { get; set; } = new();

    /// <summary>The services that steps know.</summary>
    public List<ServiceState> Services { get; set; } = [];

    /// <summary>Keys below <c>HKLM\</c>, each with its values as text.</summary>
    public Dictionary<string, Dictionary<string, string>> Registry { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The installed drivers.</summary>
    public List<DriverState> Drivers { get; set; } = [];

    /// <summary>The thumbprint of the Remote Desktop certificate, or null when there is none.</summary>
    public string? RemoteDesktopThumbprint { get; set; }

    /// <summary>The boot task: absent, disabled or enabled.</summary>
    public string BootTask { get; set; } = "absent";

    /// <summary>Scripts that were run, newest last: a mark of each for tests and people.</summary>
    public List<ScriptState> Scripts { get; set; } = [];
}

/// <summary>The operating system.</summary>
public sealed class WindowsState
{
    /// <summary>The product's name.</summary>
    public string ProductName { get; set; } = "Windows Server 2022 Datacenter";

    /// <summary>Build and revision.</summary>
    public string Build { get; set; } = "20348.2849";

    /// <summary>Full, Server Core or Nano.</summary>
    public string InstallOption { get; set; } = "Full";

    /// <summary>Where Windows Setup stands.</summary>
    public string? ImageState { get; set; } = "IMAGE_STATE_COMPLETE";

    /// <summary>Becomes the image state after this many milliseconds of waiting for a change; null: never changes.</summary>
    public int? CompletesAfterMilliseconds { get; set; }

    /// <summary>The IETF tag of the system's locale.</summary>
    public string Language { get; set; } = "en-US";
}

/// <summary>A network adapter.</summary>
public sealed class AdapterState
{
    /// <summary>The interface index.</summary>
    public required int Index { get; set; }

    /// <summary>The connection's name.</summary>
    public required string Name { get; set; }

    /// <summary>The device's description.</summary>
    public required string Description { get; set; }

    /// <summary>The hardware address.</summary>
    public string Mac { get; set; } = "";

    /// <summary>IPv4 addresses with prefix length: <c>172.31.40.10/20</c>.</summary>
    public List<string> Ipv4 { get; set; } = [];

    /// <summary>IPv6 addresses with prefix length.</summary>
    public List<string> Ipv6 { get; set; } = [];

    /// <summary>The default gateways of both families.</summary>
    public List<string> Gateways { get; set; } = [];

    /// <summary>The interface metric of both families.</summary>
    public int Metric { get; set; }

    /// <summary>Whether the adapter works. Default: true.</summary>
    public bool Up { get; set; } = true;

    /// <summary>Whether it is Ethernet-like. Default: true.</summary>
    public bool Ethernet { get; set; } = true;
}

/// <summary>A route. A persistent one is in use too, as it is after each start.</summary>
public sealed class RouteState
{
    /// <summary>The destination prefix.</summary>
    public required string Destination { get; set; }

    /// <summary>The next hop.</summary>
    public required string Gateway { get; set; }

    /// <summary>The interface index; null for a persistent route that names none.</summary>
    public int? Interface { get; set; }

    /// <summary>The route metric.</summary>
    public int Metric { get; set; }

    /// <summary>Whether it is in the persistent store.</summary>
    public bool Persistent { get; set; }

    /// <summary>Whether it is in use. Default: true. False: on disk only, until the next start.</summary>
    public bool Active { get; set; } = true;
}

/// <summary>A disk.</summary>
public sealed class DiskState
{
    /// <summary>The disk's number.</summary>
    public required int Number { get; set; }

    /// <summary>The size with its unit: <c>64GiB</c>.</summary>
    public required string Size { get; set; }

    /// <summary>mbr, gpt or raw. Default: gpt.</summary>
    public string Style { get; set; } = "gpt";

    /// <summary>The partitions.</summary>
    public List<PartitionState> Partitions { get; set; } = [];
}

/// <summary>A partition.</summary>
public sealed class PartitionState
{
    /// <summary>The partition's number.</summary>
    public required int Number { get; set; }

    /// <summary>Where it starts, with unit: <c>1MiB</c>.</summary>
    public required string Start { get; set; }

    /// <summary>Its size with unit.</summary>
    public required string Size { get; set; }

    /// <summary>The drive letter, if any.</summary>
    public string? Letter { get; set; }

    /// <summary>The file system, if any.</summary>
    public string? FileSystem { get; set; }

    /// <summary>What the file system uses, with unit; null: the whole partition.</summary>
    public string? VolumeSize { get; set; }
}

/// <summary>A local account.</summary>
public sealed class AccountState
{
    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The security identifier.</summary>
    public required string Sid { get; set; }

    /// <summary>Whether it can log on. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>A salted hash of the password, never the password; null: unknown.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Whether the password must be changed at logon. Default: false.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Whether the account expires. Default: false.</summary>
    public bool Expires { get; set; }

    /// <summary>Whether a password is required. Default: true.</summary>
    public bool PasswordRequired { get; set; } = true;
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

    /// <summary>licensed, notification, grace or unlicensed.</summary>
    public string Status { get; set; } = "notification";
}

/// <summary>A service.</summary>
public sealed class ServiceState
{
    /// <summary>The service's name.</summary>
    public required string Name { get; set; }

    /// <summary>running or stopped.</summary>
    public string State { get; set; } = "stopped";

    /// <summary>automatic, manual or disabled.</summary>
    public string StartType { get; set; } = "manual";

    /// <summary>How often it was asked to do its work again (time service: resynchronisations).</summary>
    public int Requests { get; set; }
}

/// <summary>An installed driver.</summary>
public sealed class DriverState
{
    /// <summary>The device.</summary>
    public required string DeviceName { get; set; }

    /// <summary>The set-up class.</summary>
    public required string DeviceClass { get; set; }

    /// <summary>The provider.</summary>
    public required string Manufacturer { get; set; }

    /// <summary>The version.</summary>
    public required string Version { get; set; }

    /// <summary>The INF file.</summary>
    public string InfName { get; set; } = "oem0.inf";
}

/// <summary>A script that the simulated interpreter was given.</summary>
public sealed class ScriptState
{
    /// <summary>batch or powershell.</summary>
    public required string Language { get; set; }

    /// <summary>The account it ran as.</summary>
    public required string RunAs { get; set; }

    /// <summary>SHA-256 of the text, in lower-case hex.</summary>
    public required string Sha256 { get; set; }
}
