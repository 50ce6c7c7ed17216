using System.Runtime.Versioning;
using System.Security.AccessControl;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Permissions;

/// <summary>Owner and permissions of a link itself, where .NET reads those of what it leads to.</summary>
[SupportedOSPlatform("windows")]
internal sealed class LinkSecurity : NativeObjectSecurity
{
    private LinkSecurity(SafeFileHandle link)
        : base(isContainer: false, ResourceType.FileObject, link, AccessControlSections.Owner | AccessControlSections.Access)
    {
    }

    public override Type AccessRightType => typeof(FileSystemRights);

    public override Type AccessRuleType => typeof(FileSystemAccessRule);

    public override Type AuditRuleType => typeof(FileSystemAuditRule);

    /// <exception cref="UnauthorizedAccessException">They may not be read.</exception>
    public static RawSecurityDescriptor Read(string path)
    {
        using var link = DeviceControlNative.CreateFileW(
            path, LinkSecurityNative.READ_CONTROL, DeviceControlNative.FILE_SHARE_READ | DeviceControlNative.FILE_SHARE_WRITE, 0,
            DeviceControlNative.OPEN_EXISTING,
            LinkSecurityNative.FILE_FLAG_BACKUP_SEMANTICS | LinkSecurityNative.FILE_FLAG_OPEN_REPARSE_POINT, 0);
        return link.IsInvalid
            ? throw new UnauthorizedAccessException($"The permissions of the link {path} cannot be read.")
            : new(new LinkSecurity(link).GetSecurityDescriptorBinaryForm(), 0);
    }

    public override AccessRule AccessRuleFactory(
        System.Security.Principal.IdentityReference identityReference, int accessMask, bool isInherited,
        InheritanceFlags inheritanceFlags, PropagationFlags propagationFlags, AccessControlType type) =>
        throw new NotSupportedException();

    public override AuditRule AuditRuleFactory(
        System.Security.Principal.IdentityReference identityReference, int accessMask, bool isInherited,
        InheritanceFlags inheritanceFlags, PropagationFlags propagationFlags, AuditFlags flags) =>
        throw new NotSupportedException();

    protected override bool ModifyAccess(AccessControlModification modification, AccessRule rule, out bool modified) =>
        throw new NotSupportedException();

    protected override bool ModifyAudit(AccessControlModification modification, AuditRule rule, out bool modified) =>
        throw new NotSupportedException();
}

internal static class LinkSecurityNative
{
    [NativeConstant("winnt.h")] public const uint READ_CONTROL = 0x20000;
    [NativeConstant("winbase.h")] public const uint FILE_FLAG_BACKUP_SEMANTICS = 0x02000000;
    [NativeConstant("winbase.h")] public const uint FILE_FLAG_OPEN_REPARSE_POINT = 0x00200000;
}
