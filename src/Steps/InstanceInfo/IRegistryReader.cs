namespace OpenLaunch.Steps.InstanceInfo;

/// <summary>Reads <c>HKEY_LOCAL_MACHINE</c>. What is missing is absent (null, no names), never empty and never an error.</summary>
public interface IRegistryReader
{
    /// <summary>Reads a value as text; numbers are given in decimal.</summary>
    /// <param name="key">The key below the hive, e.g. <c>SOFTWARE\Amazon\MachineImage</c>.</param>
    /// <param name="name">The value's name.</param>
    string? ReadValue(string key, string name);

    /// <summary>The names of a key's sub-keys.</summary>
    /// <param name="key">The key below the hive.</param>
    IReadOnlyList<string> ReadSubKeys(string key);

    /// <summary>The names of a key's values.</summary>
    /// <param name="key">The key below the hive.</param>
    IReadOnlyList<string> ReadValueNames(string key);
}
