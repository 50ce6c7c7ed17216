using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace OpenLaunch.Steps.Permissions;

/// <summary>Makes folders that only Administrators and SYSTEM can alter, and tells who can alter what exists.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFolderPermissions(bool trustsItself = false) : IFolderSecurity
{
    // Owner Administrators; nothing inherited (P); full control for SYSTEM and Administrators.
    private const string Private = "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    private const string ReadableByUsers = Private + "(A;OICI;0x1200a9;;;BU)";

    private readonly string[] trusted = trustsItself ? [WindowsIdentity.GetCurrent().User!.Value] : [];

    /// <summary>Makes a folder, or sets the permissions of one that exists.</summary>
    /// <exception cref="UnauthorizedAccessException">The process may not.</exception>
    public static void Create(string path, bool usersMayRead)
    {
        var security = new DirectorySecurity();
        security.SetSecurityDescriptorSddlForm(usersMayRead ? ReadableByUsers : Private);
        var folder = new DirectoryInfo(path);

        // With the permissions from its first moment: one set afterwards leaves a gap in which others can open it.
        if (folder.Exists)
            folder.SetAccessControl(security);
        else
            FileSystemAclExtensions.Create(folder, security);
    }

    public void Secure(string path, bool usersMayRead)
    {
        if (!Directory.Exists(path) || !IsAs(path, usersMayRead ? ReadableByUsers : Private))
            Create(path, usersMayRead);
    }

    public bool IsOwnerTrusted(string path)
    {
        var owner = TryRead(path)?.Owner?.Value;
        return owner is not null && WriteAccess.Untrusted(owner, [], trusted).Count == 0;
    }

    /// <summary>Who can alter a file or folder beside Administrators, SYSTEM and TrustedInstaller.</summary>
    public IReadOnlyList<string> FindUntrustedWriters(string path) => Find(path, WriteAccess.Altering);

    public IReadOnlyList<string> FindUntrustedMovers(string path) => Find(path, WriteAccess.Moving);

    public bool HasOtherName(string path) => !Directory.Exists(path) && HardLinks.IsAmongSeveral(path);

    private List<string> Find(string path, uint rights)
    {
        if (TryRead(path) is not { } descriptor)
            return ["whoever keeps its permissions from being read"];
        var entries = descriptor.DiscretionaryAcl?.OfType<CommonAce>().Select(ace => new AccessEntry(
            ace.SecurityIdentifier.Value,
            unchecked((uint)ace.AccessMask) & rights,
            ace.AceQualifier == AceQualifier.AccessAllowed,
            ace.AceFlags.HasFlag(AceFlags.InheritOnly)));
        return [.. WriteAccess.Untrusted(descriptor.Owner?.Value ?? "S-1-0-0", entries?.ToList(), trusted).Select(NameOf)];
    }

    /// <summary>Whether a file or folder has these permissions, and no others.</summary>
    public static bool IsAs(string path, string sddl) => WriteAccess.IsSame(Text(Descriptor(path)), Text(new(sddl)));

    private static string Text(RawSecurityDescriptor descriptor) =>
        descriptor.GetSddlForm(AccessControlSections.Owner | AccessControlSections.Access);

    private static RawSecurityDescriptor? TryRead(string path)
    {
        try
        {
            return Descriptor(path);
        }
        catch (UnauthorizedAccessException)
        {
            return null; // even administrators can be kept from reading them, by whoever owns the thing
        }
    }

    private static RawSecurityDescriptor Descriptor(string path)
    {
        if (DataFolders.IsLink(new FileInfo(path)))
            return LinkSecurity.Read(path);
        FileSystemSecurity security = Directory.Exists(path)
            ? new DirectoryInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner)
            : new FileInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner);
        return new(security.GetSecurityDescriptorBinaryForm(), 0);
    }

    private static string NameOf(string sid)
    {
        try
        {
            return new SecurityIdentifier(sid).Translate(typeof(NTAccount)).Value;
        }
        catch (IdentityNotMappedException)
        {
            return sid;
        }
    }
}
