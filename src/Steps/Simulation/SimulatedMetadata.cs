using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpenLaunch.Steps.Simulation;

/// <summary>The values of the simulated metadata service: paths below <c>/latest/</c>. A value is read when asked for.</summary>
/// <param name="machine">The machine.</param>
/// <param name="instance">What EC2 knows of it.</param>
internal sealed class SimulatedMetadata(SimulatedMachine machine, SimulatedInstance instance)
{
    private readonly Lazy<IReadOnlyDictionary<string, Func<string>>> values = new(() => Values(machine, instance));

    /// <summary>The answer to a path: a value, the listing of a folder, or null for nothing.</summary>
    public byte[]? Find(string path)
    {
        if (path == "user-data")
            return instance.UserData;
        if (values.Value.TryGetValue(path.TrimEnd('/'), out var value))
            return Encoding.UTF8.GetBytes(value());
        var folder = path.TrimEnd('/') + "/";
        var names = values.Value.Keys
            .Where(key => key.StartsWith(folder, StringComparison.Ordinal))
            .Select(key => Child(key[folder.Length..]))
            .Distinct()
            .ToList();
        return names.Count == 0 ? null : Encoding.UTF8.GetBytes(string.Join('\n', names));
    }

    private static string Child(string below) => below.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0
        ? below[..(slash + 1)]
        : below;

    private static Dictionary<string, Func<string>> Values(SimulatedMachine machine, SimulatedInstance instance)
    {
        var values = new Dictionary<string, Func<string>>
        {
            ["meta-data/ami-id"] = () => instance.ImageId,
            ["meta-data/instance-id"] = () => instance.InstanceId,
            ["meta-data/instance-type"] = () => instance.InstanceType,
            ["meta-data/hibernation/configured"] = () => "false",
            ["meta-data/placement/availability-zone"] = () => instance.AvailabilityZone,
            ["meta-data/placement/region"] = () => instance.Region,
            ["meta-data/services/domain"] = () => "amazonaws.com",
            ["dynamic/instance-identity/document"] = () => Document(machine, instance),
        };
        if (instance.PublicKey is { } publicKey)
        {
            values["meta-data/public-keys/0/openssh-key"] = publicKey;
        }

        foreach (var (key, value) in instance.Tags)
            values[$"meta-data/tags/instance/{key}"] = () => value;
        foreach (var (key, value) in machine.Read(Network))
            values[key] = () => value;
        return values;
    }

    private static List<KeyValuePair<string, string>> Network(MachineState state)
    {
        var values = new List<KeyValuePair<string, string>>();
        var network = state.Adapters.Where(adapter => adapter.Gateways.Count > 0).ToList();
        foreach (var (adapter, device) in network.Select((adapter, device) => (adapter, device)))
        {
            var mac = adapter.Mac.ToLowerInvariant();
            var folder = $"meta-data/network/interfaces/macs/{mac}";
            values.Add(new($"{folder}/device-number", device.ToString(CultureInfo.InvariantCulture)));
            values.Add(new($"{folder}/mac", mac));
            if (Addresses(adapter.Ipv4) is { Length: > 0 } ipv4)
                values.Add(new($"{folder}/local-ipv4s", ipv4));
            if (Addresses(adapter.Ipv6) is { Length: > 0 } ipv6)
                values.Add(new($"{folder}/ipv6s", ipv6));
        }

        if (network is [var primary, ..])
        {
            values.Add(new("meta-data/mac", primary.Mac.ToLowerInvariant()));
            if (LocalIpv4(primary) is { } address)
            {
                values.Add(new("meta-data/local-ipv4", address));
                values.Add(new("meta-data/local-hostname", $"ip-{address.Replace('.', '-')}.ec2.internal"));
            }
        }

        return values;
    }

    private static string Addresses(List<string> withPrefix) => string.Join('\n', withPrefix.Select(text => text.Split('/')[0]));

    private static string? LocalIpv4(AdapterState adapter) => adapter.Ipv4.FirstOrDefault()?.Split('/')[0];

    private static string Document(SimulatedMachine machine, SimulatedInstance instance)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("accountId", instance.AccountId);
            json.WriteString("architecture", "x86_64");
            json.WriteString("availabilityZone", instance.AvailabilityZone);
            json.WriteStartArray("billingProducts");
            if (machine.Read(state => state.Licence.Billing == "included"))
                json.WriteStringValue("bp-6ba54002");
            json.WriteEndArray();
            json.WriteString("imageId", instance.ImageId);
            json.WriteString("instanceId", instance.InstanceId);
            json.WriteString("instanceType", instance.InstanceType);
            json.WriteString("privateIp", machine.Read(state => state.Adapters.Select(LocalIpv4).FirstOrDefault(ip => ip is not null)));
            json.WriteString("region", instance.Region);
            json.WriteString("version", "2017-09-30");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
