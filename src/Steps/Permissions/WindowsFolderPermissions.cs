using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace OpenLaunch.Steps.Permissions;

/// <summary>Makes folders that only Administrators and SYSTEM can alter, and tells who can alter what exists.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsFolderPermissions
{
    // Owner Administrators; nothing inherited (P); full control for SYSTEM and Administrators.
    private const string Private = "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    private const string ReadableByUsers = Private + "(A;OICI;0x1200a9;;;BU)";

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

    /// <summary>Who can alter a file or folder beside Administrators, SYSTEM and TrustedInstaller.</summary>
    public static IReadOnlyList<string> FindUntrustedWriters(string path)
    {
        FileSystemSecurity security = Directory.Exists(path)
            ? new DirectoryInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner)
            : new FileInfo(path).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner);
        var descriptor = new RawSecurityDescriptor(security.GetSecurityDescriptorBinaryForm(), 0);
        var entries = descriptor.DiscretionaryAcl?.OfType<CommonAce>().Select(ace => new AccessEntry(
            ace.SecurityIdentifier.Value,
            unchecked((uint)ace.AccessMask),
            ace.AceQualifier == AceQualifier.AccessAllowed,
            ace.AceFlags.HasFlag(AceFlags.InheritOnly)));
        return [.. WriteAccess.Untrusted(descriptor.Owner?.Value ?? "S-1-0-0", entries?.ToList()).Select(NameOf)];
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
