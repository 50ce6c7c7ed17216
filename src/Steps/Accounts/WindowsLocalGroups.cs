using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local groups of this Windows, through the network management functions.</summary>
[SupportedOSPlatform("windows")]
public sealed unsafe class WindowsLocalGroups : ILocalGroups
{
    /// <inheritdoc/>
    public Task<LocalGroup?> FindAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var group = LocalName(name);
        var what = $"Cannot read the group '{name}'";
        LOCALGROUP_MEMBERS_INFO_0* members = null;
        var found = (void**)&members;
        try
        {
            // With this preferred length Windows gives all members at once.
            uint count = 0;
            var error = NetworkManagement.Call(what, () => LocalUsersNative.NetLocalGroupGetMembers(
                null, group, 0, found, WindowsLocalAccountsNative.MAX_PREFERRED_LENGTH, out count, out _, null));
            if (error is LocalUsersNative.NERR_GroupNotFound or LocalUsersNative.ERROR_NO_SUCH_ALIAS)
                return Task.FromResult<LocalGroup?>(null);
            if (error != 0)
                throw WindowsException.ForCode(what, error, NetworkManagement.AdviceFor(error));
            var sids = new List<string>();
            for (var i = 0; i < count; i++)
                sids.Add(new SecurityIdentifier(members[i].lgrmi0_sid).Value);
            return Task.FromResult<LocalGroup?>(new LocalGroup(group, sids));
        }
        finally
        {
            _ = WindowsLocalAccountsNative.NetApiBufferFree(members);
        }
    }

    /// <inheritdoc/>
    public Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = Marshal.StringToHGlobalUni(name);
        try
        {
            var information = new LOCALGROUP_INFO_0 { lgrpi0_name = text };
            var given = &information;
            NetworkManagement.Demand(
                $"Cannot make the group '{name}'", () => LocalUsersNative.NetLocalGroupAdd(null, 0, given, out _));
        }
        finally
        {
            Marshal.FreeHGlobal(text);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
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
            var what = $"Cannot put the account {memberSid} into the group '{name}'";
            var error = NetworkManagement.Call(
                what, () => LocalUsersNative.NetLocalGroupAddMembers(null, group, 0, given, 1));
            if (error is not (0 or LocalUsersNative.ERROR_MEMBER_IN_ALIAS))
                throw WindowsException.ForCode(what, error, NetworkManagement.AdviceFor(error));
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
