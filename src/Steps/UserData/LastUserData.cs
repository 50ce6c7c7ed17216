using System.Text;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// The last user data that is to run at every boot, kept encrypted: a boot at which the metadata service does not answer runs
/// it all the same. EC2Launch v1 forgets it for good then.
/// </summary>
/// <param name="path">The file; neither it nor its folder need exist.</param>
internal sealed class LastUserData(string path, IDataProtection protection)
{
    /// <summary>The file in the folder of what user data keeps.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "last-user-data.bin");

    /// <summary>Keeps the user data; does nothing when it is kept already.</summary>
    /// <param name="instanceId">The instance that it belongs to, or null when metadata does not tell.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Keep(string? instanceId, byte[] userData)
    {
        if (Find(instanceId) is { } kept && kept.AsSpan().SequenceEqual(userData))
            return;
        protection.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, protection.Protect([.. Head(instanceId), .. userData]));
    }

    /// <summary>The user data of the instance, or null when none of it is kept.</summary>
    /// <param name="instanceId">The instance, or null when nobody knows it.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[]? Find(string? instanceId)
    {
        if (!File.Exists(path) || protection.Unprotect(File.ReadAllBytes(path)) is not { } kept)
            return null;
        var head = Head(instanceId);
        return kept.AsSpan().StartsWith(head) ? kept[head.Length..] : null;
    }

    /// <summary>Forgets it: the user data no longer asks for every boot.</summary>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    public void Forget()
    {
        if (File.Exists(path))
            File.Delete(path);
    }

    private static byte[] Head(string? instanceId) => Encoding.UTF8.GetBytes($"{instanceId}\n");
}
