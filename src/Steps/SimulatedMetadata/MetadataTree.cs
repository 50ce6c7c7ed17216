using System.Net.Sockets;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.SimulatedMetadata;

/// <summary>
/// What the metadata service tells of a simulated machine, by path below <c>/latest/</c> (EC2 User Guide, "Instance metadata
/// categories"). A path that others begin with is a directory and lists them.
/// </summary>
internal sealed class MetadataTree
{
    private readonly OrderedDictionary<string, Func<string>> values = new(StringComparer.Ordinal);

    public MetadataTree(MachineState state, SimulatedKeyPair keyPair)
    {
        var adapters = state.Adapters.Select(adapter => adapter.ToAdapter())
            .Where(adapter => adapter.MacAddress.Length > 0 && PrimaryAdapterSelector.VirtualKind(adapter) is null)
            .OrderBy(adapter => adapter.InterfaceIndex).ToList();
        AddInstance(state);
        if (adapters is [var first, ..])
            AddAddresses(first, state.Instance.Region);
        for (var i = 0; i < adapters.Count; i++)
            AddInterface(adapters[i], i);
        AddKeyPair(state.Instance.KeyPair, keyPair);
        foreach (var (key, value) in state.Instance.Tags)
            Add($"meta-data/tags/instance/{key}", value);
        Add("dynamic/instance-identity/document", IdentityDocument.Of(state, Ipv4Of(adapters.FirstOrDefault())).Write);
        if (state.Instance.UserData is { } userData)
            Add("user-data", userData);
    }

    /// <summary>What gives the value or listing at a path, without a look at the state; null when there is none.</summary>
    public Func<string>? Find(string path)
    {
        var plain = path.TrimEnd('/');
        if (values.TryGetValue(plain, out var value))
            return path.EndsWith('/') ? null : value;
        if (plain == "meta-data/public-keys" && values.ContainsKey($"{plain}/0/openssh-key"))
            return () => "0=openlaunch-simulated"; // the one directory that lists names beside its entries
        var prefix = plain.Length == 0 ? "" : plain + "/";
        var children = values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..])
            .Select(rest => rest.Contains('/') ? rest[..(rest.IndexOf('/') + 1)] : rest)
            .Distinct().ToList();
        return children.Count == 0 ? null : () => string.Join('\n', children);
    }

    private void AddInstance(MachineState state)
    {
        var instance = state.Instance;
        Add("meta-data/ami-id", instance.ImageId);
        Add("meta-data/ami-launch-index", "0");
        Add("meta-data/block-device-mapping/ami", "/dev/sda1");
        Add("meta-data/block-device-mapping/root", "/dev/sda1");
        AddDevices(state);
        Add("meta-data/hibernation/configured", instance.Hibernation ? "true" : "false");
        Add("meta-data/instance-id", SimulatedHostIdentity.InstanceIdOf(state));
        Add("meta-data/instance-life-cycle", "on-demand");
        Add("meta-data/instance-type", instance.Type);
        Add("meta-data/placement/availability-zone", instance.AvailabilityZone);
        Add("meta-data/placement/region", instance.Region);
        Add("meta-data/services/domain", "amazonaws.com");
        Add("meta-data/services/partition", "aws");
    }

    /// <summary>The devices of the start: volumes that NVMe shows as instance store are not among them.</summary>
    private void AddDevices(MachineState state)
    {
        var ebs = 0;
        foreach (var disk in state.Disks.Where(disk => disk.Device is not null && disk.AttachesAfterMilliseconds is null))
        {
            if (disk.MappedAs is { } name)
                Add($"meta-data/block-device-mapping/{name}", disk.Device!);
            else if (disk.Serial.StartsWith("vol", StringComparison.Ordinal) && disk.Partitions.All(part => part.Letter != "C"))
                Add($"meta-data/block-device-mapping/ebs{++ebs}", disk.Device!);
        }
    }

    private void AddAddresses(NetworkAdapter adapter, string region)
    {
        Add("meta-data/mac", MacOf(adapter));
        if (Ipv4Of(adapter) is { } ipv4)
        {
            var domain = region == "us-east-1" ? "ec2.internal" : $"{region}.compute.internal";
            var name = $"ip-{ipv4.Replace('.', '-')}.{domain}";
            Add("meta-data/hostname", name);
            Add("meta-data/local-hostname", name);
            Add("meta-data/local-ipv4", ipv4);
        }

        if (AddressesOf(adapter, AddressFamily.InterNetworkV6).FirstOrDefault() is { } ipv6)
            Add("meta-data/ipv6", ipv6);
    }

    private void AddInterface(NetworkAdapter adapter, int number)
    {
        var folder = $"meta-data/network/interfaces/macs/{MacOf(adapter)}";
        Add($"{folder}/device-number", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add($"{folder}/mac", MacOf(adapter));
        AddList($"{folder}/local-ipv4s", AddressesOf(adapter, AddressFamily.InterNetwork));
        AddList($"{folder}/ipv6s", AddressesOf(adapter, AddressFamily.InterNetworkV6));
        AddList($"{folder}/subnet-ipv4-cidr-block", adapter.Addresses
            .Where(own => own.Address.AddressFamily == AddressFamily.InterNetwork).Take(1).Select(own => own.Subnet.ToString()));
    }

    private void AddKeyPair(KeyPairKind kind, SimulatedKeyPair keyPair)
    {
        const string path = "meta-data/public-keys/0/openssh-key";
        if (kind == KeyPairKind.Rsa)
            Add(path, () => keyPair.OpenSshKey);
        else if (kind == KeyPairKind.Ed25519)
            Add(path, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f openlaunch-simulated");
    }

    private void AddList(string path, IEnumerable<string> lines)
    {
        if (string.Join('\n', lines) is { Length: > 0 } text)
            Add(path, text);
    }

    private void Add(string path, string value) => Add(path, () => value);

    private void Add(string path, Func<string> value) => values[path] = value;

    private static string MacOf(NetworkAdapter adapter) => adapter.MacAddress.ToLowerInvariant();

    private static string? Ipv4Of(NetworkAdapter? adapter) =>
        adapter is null ? null : AddressesOf(adapter, AddressFamily.InterNetwork).FirstOrDefault();

    private static IEnumerable<string> AddressesOf(NetworkAdapter adapter, AddressFamily family) => adapter.Addresses
        .Where(own => own.Address.AddressFamily == family && !own.Address.IsIPv6LinkLocal).Select(own => own.Address.ToString());
}
