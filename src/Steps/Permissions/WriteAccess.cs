namespace OpenLaunch.Steps.Permissions;

/// <summary>One entry of an access control list.</summary>
internal sealed record AccessEntry(string Sid, uint Rights, bool Allows, bool InheritOnly = false);

/// <summary>Tells who can alter a file or folder, as sshd asks of its keys.</summary>
internal static class WriteAccess
{
    private const string System = "S-1-5-18";
    private const string Administrators = "S-1-5-32-544";
    private const string TrustedInstaller = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";
    private const string CreatorOwner = "S-1-3-0"; // replaced by the owner, who is judged by itself

    /// <summary>
    /// FILE_WRITE_DATA (for folders: add a file), FILE_APPEND_DATA (add a folder), FILE_DELETE_CHILD, DELETE, WRITE_DAC,
    /// WRITE_OWNER, GENERIC_ALL and GENERIC_WRITE: each lets its holder put other content in place.
    /// </summary>
    public const uint Altering = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000;

    /// <summary>Of those, the ones with which a folder that stays as it is can be exchanged: all but adding to it.</summary>
    public const uint Moving = 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000;

    /// <summary>Whether permissions in SDDL are those wanted, inheritance control (<c>AI</c>, Windows adds it) aside.</summary>
    public static bool IsSame(string present, string wanted) =>
        present.Replace("D:PAI", "D:P", StringComparison.Ordinal) == wanted;

    /// <summary>
    /// The holders other than Administrators, SYSTEM and TrustedInstaller that can alter the thing: the owner, who may
    /// always edit the list, and everybody an entry allows to. Denials are not counted off: they are easy to get wrong.
    /// </summary>
    public static IReadOnlyList<string> Untrusted(
        string owner, IReadOnlyList<AccessEntry>? entries, params IReadOnlyCollection<string> alsoTrusted)
    {
        if (entries is null)
            return ["S-1-1-0"];
        return [.. entries.Where(e => e is { Allows: true, InheritOnly: false } && (e.Rights & Altering) != 0)
            .Select(e => e.Sid).Prepend(owner)
            .Where(sid => sid is not (System or Administrators or TrustedInstaller or CreatorOwner)
                && !alsoTrusted.Contains(sid))
            .Distinct()];
    }
}
