using OpenLaunch.Steps.RegistryValues;

namespace OpenLaunch.Steps.EnaAdapters;

/// <summary>
/// Where Windows keeps the properties of network adapters' drivers ("Standardized INF Keywords for Network Devices").
/// </summary>
internal static class AdapterKeys
{
    private const string Class = @"SYSTEM\CurrentControlSet\Control\Class\{4d36e972-e325-11ce-bfc1-08002be10318}";
    private const string Ena = "Elastic Network Adapter";

    /// <summary>The keys of the Elastic Network Adapters, in their order, with their descriptions.</summary>
    public static IReadOnlyList<(string Key, string Name)> OfEna(IMachineRegistry registry) =>
    [
        // Those of drivers have four digits; the key Properties beside them is for SYSTEM alone, and opening it throws.
        .. registry.SubKeys(Class).Where(name => name.Length == 4 && name.All(char.IsAsciiDigit))
            .Order(StringComparer.Ordinal).Select(name => $@"{Class}\{name}")
            .Select(key => (key, registry.Read(key, "DriverDesc") ?? ""))
            .Where(adapter => adapter.Item2.Contains(Ena, StringComparison.OrdinalIgnoreCase)),
    ];
}
