using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Tests.Permissions;

/// <summary>Real folders with made-up owners and permissions: everything belongs to administrators, unless a test says not.</summary>
internal sealed class TestSecurity : IFolderSecurity
{
    public Dictionary<string, string> Owners { get; } = [];

    public Dictionary<string, string[]> Writers { get; } = [];

    public Dictionary<string, string[]> Movers { get; } = [];

    /// <summary>The files that have another name elsewhere.</summary>
    public HashSet<string> Linked { get; } = [];

    /// <summary>Who was asked about as somebody who could alter.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The folders that were made or secured, and whether users may read there.</summary>
    public Dictionary<string, bool> Secured { get; } = [];

    public List<string> Made { get; } = [];

    /// <summary>The folders that may not be made.</summary>
    public HashSet<string> Refused { get; } = [];

    public bool IsOwnerTrusted(string path) => !Owners.ContainsKey(path);

    public IReadOnlyList<string> FindUntrustedWriters(string path)
    {
        Asked.Add(path);
        return [.. OwnerOf(path), .. Writers.GetValueOrDefault(path, [])];
    }

    public IReadOnlyList<string> FindUntrustedMovers(string path) =>
        [.. OwnerOf(path), .. Movers.GetValueOrDefault(path, [])];

    public bool HasOtherName(string path) => Linked.Contains(path);

    public void Secure(string path, bool usersMayRead)
    {
        if (Refused.Contains(path))
            throw new UnauthorizedAccessException($"Access to {path} is denied.");
        if (!Directory.Exists(path))
            Made.Add(path);
        Directory.CreateDirectory(path);
        Owners.Remove(path);
        Secured[path] = usersMayRead;
    }

    private string[] OwnerOf(string path) => Owners.TryGetValue(path, out var owner) ? [owner] : [];
}
