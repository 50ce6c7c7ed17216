using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The files of public keys that OpenSSH for Windows reads.</summary>
public interface IAuthorizedKeys
{
    /// <summary>Reads a file.</summary>
    /// <returns>The file; one that does not exist has no text.</returns>
    Task<AuthorizedKeyFile> ReadAsync(KeyOwner owner, CancellationToken cancellationToken);

    /// <summary>Writes a file as a whole, with the only permissions that sshd accepts.</summary>
    Task WriteAsync(KeyOwner owner, string text, CancellationToken cancellationToken);
}

/// <summary>
/// Whose keys: one user's, or those of all members of Administrators, for whom sshd reads one file together (Microsoft Learn,
/// "Key-based authentication in OpenSSH for Windows").
/// </summary>
/// <param name="User">The user's name, or null for the administrators.</param>
/// <param name="Sid">The user's security identifier, or null for the administrators.</param>
public sealed record KeyOwner(string? User, string? Sid)
{
    /// <summary>All members of Administrators.</summary>
    public static KeyOwner Administrators { get; } = new(null, null);

    /// <summary>The owner for people.</summary>
    public override string ToString() => User is null ? "the administrators" : $"the user '{User}'";
}

/// <summary>A file of public keys.</summary>
/// <param name="IsPrivate">Whether nobody can write it but its user, Administrators and SYSTEM; sshd reads no other.</param>
public sealed record AuthorizedKeyFile(string Text, bool IsPrivate)
{
    private const int MostBytes = 1 << 20; // some thousand keys

    /// <summary>Reads one that is a user's own, who may make it as large as no memory is.</summary>
    /// <exception cref="MachineException">It is larger than any file of keys.</exception>
    internal static async Task<string> ReadTextAsync(Stream file, string path, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MostBytes)
            throw new MachineException(
                $"'{path}' is larger than {MostBytes >> 20} MiB, so it is no file of public keys. Remove it.");
        using var reader = new StreamReader(new MemoryStream(bytes, 0, length));
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
