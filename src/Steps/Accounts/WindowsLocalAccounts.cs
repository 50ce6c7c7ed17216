using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local accounts of this Windows, through the network management functions.</summary>
[SupportedOSPlatform("windows")]
public sealed unsafe class WindowsLocalAccounts : ILocalAccounts
{
    private const string Advice = "Run as an administrator or LocalSystem; on a domain controller there are no local accounts.";

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken)
    {
        var accounts = new List<LocalAccount>();
        foreach (var name in Names())
        {
            cancellationToken.ThrowIfCancellationRequested();
            accounts.Add(Read(name));
        }

        return Task.FromResult<IReadOnlyList<LocalAccount>>(accounts);
    }

    /// <inheritdoc/>
    /// <exception cref="WindowsException">The password policy or the rights of this process forbid it.</exception>
    public Task SetPasswordAsync(string sid, SecretText password, CancellationToken cancellationToken)
    {
        var name = NameOf(sid);
        cancellationToken.ThrowIfCancellationRequested();
        var text = Marshal.StringToHGlobalUni(password.Reveal());
        try
        {
            var info = new USER_INFO_1003 { usri1003_password = text };
            Set(name, WindowsLocalAccountsNative.PasswordLevel, &info, "set the password of");
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EnableAsync(string sid, CancellationToken cancellationToken)
    {
        var name = NameOf(sid);
        cancellationToken.ThrowIfCancellationRequested();
        using var info = UserInformation.Get(name);
        var flags = new USER_INFO_1008
        {
            usri1008_flags = info.Value->usri4_flags
                & ~(WindowsLocalAccountsNative.UF_ACCOUNTDISABLE | WindowsLocalAccountsNative.UF_PASSWD_NOTREQD),
        };
        Set(name, WindowsLocalAccountsNative.FlagsLevel, &flags, "enable");
        var expires = new USER_INFO_1017 { usri1017_acct_expires = WindowsLocalAccountsNative.TIMEQ_FOREVER };
        Set(name, WindowsLocalAccountsNative.ExpiryLevel, &expires, "clear the expiry of");
        if (info.Value->usri4_password_expired == 0)
            return Task.CompletedTask;

        // No level sets this field alone. A null password leaves the password as it is.
        info.Value->usri4_flags = flags.usri1008_flags;
        info.Value->usri4_acct_expires = WindowsLocalAccountsNative.TIMEQ_FOREVER;
        info.Value->usri4_password_expired = 0;
        info.Value->usri4_password = 0;
        Set(name, level: 4, info.Value, "clear the need to change the password of");
        return Task.CompletedTask;
    }

    private static List<string> Names()
    {
        var names = new List<string>();
        uint resume = 0;
        int error;
        do
        {
            USER_INFO_0* entries = null;
            error = WindowsLocalAccountsNative.NetUserEnum(
                null, 0, WindowsLocalAccountsNative.FILTER_NORMAL_ACCOUNT, (void**)&entries,
                WindowsLocalAccountsNative.MAX_PREFERRED_LENGTH, out var read, out _, ref resume);
            try
            {
                if (error is not (0 or WindowsLocalAccountsNative.ERROR_MORE_DATA))
                    throw WindowsException.ForCode("Cannot list the local accounts", error, Advice);
                for (var i = 0; i < read; i++)
                    names.Add(Marshal.PtrToStringUni(entries[i].usri0_name)!);
            }
            finally
            {
                _ = WindowsLocalAccountsNative.NetApiBufferFree(entries);
            }
        }
        while (error == WindowsLocalAccountsNative.ERROR_MORE_DATA);

        return names;
    }

    private static LocalAccount Read(string name)
    {
        using var info = UserInformation.Get(name);
        var user = info.Value;
        return new LocalAccount
        {
            Name = name,
            Sid = new SecurityIdentifier(user->usri4_user_sid).Value,
            Enabled = (user->usri4_flags & WindowsLocalAccountsNative.UF_ACCOUNTDISABLE) == 0,
            PasswordRequired = (user->usri4_flags & WindowsLocalAccountsNative.UF_PASSWD_NOTREQD) == 0,
            Expires = user->usri4_acct_expires is not (0 or WindowsLocalAccountsNative.TIMEQ_FOREVER),
            ExpiresOn = user->usri4_acct_expires is 0 or WindowsLocalAccountsNative.TIMEQ_FOREVER
                ? null
                : DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(user->usri4_acct_expires).UtcDateTime),
            FullName = Marshal.PtrToStringUni(user->usri4_full_name) ?? "",
            MustChangePassword = user->usri4_password_expired != 0,
        };
    }

    private static string NameOf(string sid) =>
        Names().FirstOrDefault(name => Read(name).Sid == sid)
            ?? throw new WindowsException($"There is no local account with the identifier {sid}. List the accounts again.", null);

    private static void Set(string name, int level, void* info, string act)
    {
        int error;
        try
        {
            error = WindowsLocalAccountsNative.NetUserSetInfo(null, name, level, info, out _);
        }
        catch (SEHException e)
        {
            throw WindowsException.ForMissingFunction($"Cannot {act} the account '{name}'", e);
        }

        if (error != 0)
            throw WindowsException.ForCode($"Cannot {act} the account '{name}'", error, AdviceFor(error));
    }

    /// <summary>Network management has error codes of its own, for which Windows' message table has no text.</summary>
    private static string AdviceFor(int error) => error switch
    {
        WindowsLocalAccountsNative.NERR_PasswordTooShort =>
            "The password policy refuses the password: too short, too simple, too new or used before.",
        WindowsLocalAccountsNative.NERR_UserNotFound => "The account is gone. List the accounts again.",
        WindowsLocalAccountsNative.NERR_NotPrimary => "This is a domain controller, which has no local accounts.",
        _ => Advice,
    };
}
