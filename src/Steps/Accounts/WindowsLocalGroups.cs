using System.Runtime.Versioning;
using System.Security.Principal;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local groups of this Windows, through the network management functions.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsLocalGroups : ILocalGroups
{
    public Task<LocalGroup?> FindAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var group = LocalName(name);
        LOCALGROUP_MEMBERS_INFO_0* members = null;
        var found = (void**)&members;
        try
        {
            // With this preferred length Windows gives all members at once.
            uint count = 0;
            var error = NetworkManagement.Call(
                $"Cannot read the group '{name}'",
                () => NetApiNative.NetLocalGroupGetMembers(
                    null, group, level: 0, found, NetApiNative.MAX_PREFERRED_LENGTH, out count, out _, null),
                NetApiNative.NERR_GroupNotFound, NetApiNative.ERROR_NO_SUCH_ALIAS);
            if (error != 0)
                return Task.FromResult<LocalGroup?>(null);
            var sids = new List<string>();
            for (var i = 0; i < count; i++)
                sids.Add(new SecurityIdentifier(members[i].lgrmi0_sid).Value);
            return Task.FromResult<LocalGroup?>(new LocalGroup(group, sids));
        }
        finally
        {
            _ = NetApiNative.NetApiBufferFree(members);
        }
    }

    public Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        fixed (char* text = name)
        {
            var information = new LOCALGROUP_INFO_0 { lgrpi0_name = (nint)text };
            var given = &information;
            NetworkManagement.Call(
                $"Cannot make the group '{name}'", () => NetApiNative.NetLocalGroupAdd(null, level: 0, given, out _));
        }

        return Task.CompletedTask;
    }

    public Task AddMemberAsync(string name, string memberSid, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sid = new SecurityIdentifier(memberSid);
        var bytes = new byte[sid.BinaryLength];
        sid.GetBinaryForm(bytes, 0);
        var group = LocalName(name);
        fixed (byte* member = bytes)
        {
            var information = new LOCALGROUP_MEMBERS_INFO_0 { lgrmi0_sid = (nint)member };
            var given = &information;
            NetworkManagement.Call(
                $"Cannot put the account {memberSid} into the group '{name}'",
                () => NetApiNative.NetLocalGroupAddMembers(null, group, level: 0, given, count: 1),
                NetApiNative.ERROR_MEMBER_IN_ALIAS);
        }

        return Task.CompletedTask;
    }

    /// <summary>The name of a built-in group in the language of this Windows; any other name as it is.</summary>
    private static string LocalName(string name)
    {
        WellKnownSidType? known = name.ToUpperInvariant() switch
        {
            "ADMINISTRATORS" => WellKnownSidType.BuiltinAdministratorsSid,
            "USERS" => WellKnownSidType.BuiltinUsersSid,
            "REMOTE DESKTOP USERS" => WellKnownSidType.BuiltinRemoteDesktopUsersSid,
            _ => null,
        };
        if (known is not { } type)
            return name;
        try
        {
            var account = ((NTAccount)new SecurityIdentifier(type, null).Translate(typeof(NTAccount))).Value;
            return account[(account.IndexOf('\\', StringComparison.Ordinal) + 1)..];
        }
        catch (IdentityNotMappedException)
        {
            return name;
        }
    }
}
