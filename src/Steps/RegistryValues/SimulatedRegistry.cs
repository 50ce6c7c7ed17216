using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.RegistryValues;

/// <summary>The registry of a simulated machine, as its file states it.</summary>
internal sealed class SimulatedRegistry(SimulatedMachine machine) : IMachineRegistry
{
    private const string Hive = @"HKLM\";

    public string? Read(string key, string name) => machine.Read(state =>
        state.Registry.TryGetValue(Hive + key, out var values)
            ? values.FirstOrDefault(value => value.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
            : null);

    public IReadOnlyList<string> SubKeys(string key) => machine.Read<IReadOnlyList<string>>(state =>
    [
        .. state.Registry.Keys.Where(other => other.StartsWith($@"{Hive}{key}\", StringComparison.OrdinalIgnoreCase))
            .Select(other => other[(Hive.Length + key.Length + 1)..].Split('\\')[0]).Distinct(StringComparer.OrdinalIgnoreCase),
    ]);

    public IReadOnlyList<string> ValueNames(string key) => machine.Read<IReadOnlyList<string>>(state =>
        state.Registry.TryGetValue(Hive + key, out var values) ? [.. values.Keys] : []);

    public Task WriteAsync(RegistryEdit edit, CancellationToken cancellationToken) =>
        machine.WriteAsync($@"registry {Hive}{edit.Key}\{edit.Name}", state =>
        {
            if (!state.Registry.TryGetValue(Hive + edit.Key, out var values))
                state.Registry.Add(Hive + edit.Key, values = []);
            var name = values.Keys.FirstOrDefault(key => key.Equals(edit.Name, StringComparison.OrdinalIgnoreCase)) ?? edit.Name;
            values[name] = edit.Value;
        });

    public Task RemoveAsync(string key, string name, CancellationToken cancellationToken) =>
        machine.WriteAsync($@"registry {Hive}{key}\{name}", state =>
        {
            if (state.Registry.TryGetValue(Hive + key, out var values)
                && values.Keys.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } there)
                values.Remove(there);
        });

    public Task<bool> AnnounceAsync(string service, CancellationToken cancellationToken)
    {
        machine.Write($"parameters of the service {service}", _ => { });
        return Task.FromResult(true);
    }
}
