namespace OpenLaunch.Steps.RegistryValues;

/// <summary>Values below <c>HKEY_LOCAL_MACHINE</c>.</summary>
public interface IMachineRegistry
{
    /// <summary>A value as text, a number in decimal digits; null when it is not there.</summary>
    /// <param name="key">The key, without the hive.</param>
    string? Read(string key, string name);

    /// <summary>The names of the keys right below a key; none when it is not there.</summary>
    IReadOnlyList<string> SubKeys(string key);

    /// <summary>The names of the values of a key; none when it is not there.</summary>
    IReadOnlyList<string> ValueNames(string key);

    /// <summary>Writes a value, and makes its key.</summary>
    Task WriteAsync(RegistryEdit edit, CancellationToken cancellationToken);

    /// <summary>Takes a value away, where it is there.</summary>
    Task RemoveAsync(string key, string name, CancellationToken cancellationToken);

    /// <summary>Tells a service that its parameters are other ones now.</summary>
    /// <returns>Whether it takes them at once; else they count from its next start on.</returns>
    Task<bool> AnnounceAsync(string service, CancellationToken cancellationToken);
}

/// <summary>A value that is to be in the registry.</summary>
/// <param name="Key">The key, without the hive.</param>
/// <param name="IsNumber">Whether it is a REG_DWORD; else it is a REG_SZ.</param>
/// <param name="What">What is set, for people: <c>the DNS suffixes</c>.</param>
public sealed record RegistryEdit(string Key, string Name, string Value, bool IsNumber, string What);
