using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using Microsoft.Win32;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The local accounts of this Windows, through the network management functions.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsLocalAccounts : ILocalAccounts
{
    // The password was right, and something else keeps the user from logging on.
    private static readonly int[] RightButRefused =
    [
        LogonNative.ERROR_ACCOUNT_RESTRICTION, LogonNative.ERROR_INVALID_LOGON_HOURS, LogonNative.ERROR_PASSWORD_EXPIRED,
        LogonNative.ERROR_ACCOUNT_DISABLED, LogonNative.ERROR_LOGON_TYPE_NOT_GRANTED, LogonNative.ERROR_ACCOUNT_EXPIRED,
        LogonNative.ERROR_PASSWORD_MUST_CHANGE,
    ];

    // WinNT: a client, ServerNT: a server, LanmanNT: a domain controller, where the functions work on the directory.
    private const string ProductKey = @"SYSTEM\CurrentControlSet\Control\ProductOptions";

    public bool IsDomainController
    {
        get
        {
            using var key = Registry.LocalMachine.OpenSubKey(ProductKey);
            return key?.GetValue("ProductType") as string == "LanmanNT";
        }
    }

    public Task<IReadOnlyList<LocalAccount>> ListAsync(CancellationToken cancellationToken)
    {
        var accounts = new List<LocalAccount>();
        foreach (var name in Names())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(name) is { } account)
                accounts.Add(account);
        }

        return Task.FromResult<IReadOnlyList<LocalAccount>>(accounts);
    }

    public Task<LocalAccount?> FindAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Read(name));
    }

    public Task CreateAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        fixed (char* text = name)
        {
            var user = (nint)text;
            return With(password, secret =>
            {
                var information = new USER_INFO_1
                {
                    usri1_name = user,
                    usri1_password = secret,
                    usri1_priv = NetApiNative.USER_PRIV_USER,
                    usri1_flags = NetApiNative.UF_SCRIPT | NetApiNative.UF_NORMAL_ACCOUNT | NetApiNative.UF_DONT_EXPIRE_PASSWD,
                };
                var given = &information;
                NetworkManagement.Call(
                    $"Cannot make the account '{name}'", () => NetApiNative.NetUserAdd(null, level: 1, given, out _));
                return Task.CompletedTask;
            });
        }
    }

    public Task<bool> HasPasswordAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return With(password, secret =>
        {
            var isRight = LogonNative.LogonUserW(
                name, ".", secret, LogonNative.LOGON32_LOGON_NETWORK, LogonNative.LOGON32_PROVIDER_DEFAULT, out var token);
            var error = Marshal.GetLastPInvokeError();
            token.Dispose();
            return Task.FromResult(isRight || RightButRefused.Contains(error));
        });
    }

    public Task SetPasswordAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return With(password, secret =>
        {
            var information = new USER_INFO_1003 { usri1003_password = secret };
            return Set("set the password of", name, NetApiNative.PasswordLevel, &information);
        });
    }

    public Task EnableAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var current = UserInformation.Of(name);
        var flags = current.Value->usri4_flags & ~(NetApiNative.UF_ACCOUNTDISABLE | NetApiNative.UF_PASSWD_NOTREQD);
        SetFlags("enable", name, flags);
        SetExpiry("clear the expiry of", name, NetApiNative.TIMEQ_FOREVER);
        if (current.Value->usri4_password_expired == 0)
            return Task.CompletedTask;

        // No level sets this field alone. A null password leaves the password as it is.
        current.Value->usri4_flags = flags;
        current.Value->usri4_acct_expires = NetApiNative.TIMEQ_FOREVER;
        current.Value->usri4_password_expired = 0;
        current.Value->usri4_password = 0;
        return Set("clear the need to change the password of", name, level: 4, current.Value);
    }

    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var current = UserInformation.Of(name);
        var others = current.Value->usri4_flags & ~NetApiNative.UF_ACCOUNTDISABLE;
        return enabled
            ? SetFlags("enable", name, others)
            : SetFlags("disable", name, others | NetApiNative.UF_ACCOUNTDISABLE);
    }

    public Task SetFullNameAsync(string name, string fullName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        fixed (char* text = fullName)
        {
            var information = new USER_INFO_1011 { usri1011_full_name = (nint)text };
            return Set("set the full name of", name, NetApiNative.FullNameLevel, &information);
        }
    }

    public Task SetExpiryAsync(string name, DateOnly day, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return SetExpiry("set the expiry of", name, (uint)start.ToUnixTimeSeconds());
    }

    private static List<string> Names()
    {
        var names = new List<string>();
        uint resume = 0;
        int error;
        do
        {
            USER_INFO_0* entries = null;
            var found = (void**)&entries;
            uint read = 0;
            try
            {
                error = NetworkManagement.Call(
                    "Cannot list the local accounts",
                    () => NetApiNative.NetUserEnum(
                        null, level: 0, NetApiNative.FILTER_NORMAL_ACCOUNT, found, NetApiNative.MAX_PREFERRED_LENGTH, out read,
                        out _, ref resume),
                    NetApiNative.ERROR_MORE_DATA);
                for (var i = 0; i < read; i++)
                    names.Add(Marshal.PtrToStringUni(entries[i].usri0_name)!);
            }
            finally
            {
                _ = NetApiNative.NetApiBufferFree(entries);
            }
        }
        while (error == NetApiNative.ERROR_MORE_DATA);

        return names;
    }

    private static LocalAccount? Read(string name)
    {
        using var information = UserInformation.Find(name);
        if (information is null)
            return null;
        var user = information.Value;
        var expires = user->usri4_acct_expires is not (0 or NetApiNative.TIMEQ_FOREVER);
        return new LocalAccount
        {
            Name = Marshal.PtrToStringUni(user->usri4_name)!,
            Sid = new SecurityIdentifier(user->usri4_user_sid).Value,
            Enabled = (user->usri4_flags & NetApiNative.UF_ACCOUNTDISABLE) == 0,
            PasswordRequired = (user->usri4_flags & NetApiNative.UF_PASSWD_NOTREQD) == 0,
            Expires = expires,
            ExpiresOn = expires
                ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(user->usri4_acct_expires).UtcDateTime)
                : null,
            FullName = Marshal.PtrToStringUni(user->usri4_full_name) ?? "",
            MustChangePassword = user->usri4_password_expired != 0,
        };
    }

    private static Task SetFlags(string act, string name, uint flags)
    {
        var information = new USER_INFO_1008 { usri1008_flags = flags };
        return Set(act, name, NetApiNative.FlagsLevel, &information);
    }

    private static Task SetExpiry(string act, string name, uint seconds)
    {
        var information = new USER_INFO_1017 { usri1017_acct_expires = seconds };
        return Set(act, name, NetApiNative.ExpiryLevel, &information);
    }

    private static Task Set(string act, string name, int level, void* information)
    {
        NetworkManagement.Call(
            $"Cannot {act} the account '{name}'",
            () => NetApiNative.NetUserSetInfo(null, name, level, information, out _));
        return Task.CompletedTask;
    }

    /// <summary>Lends a secret to native code, and wipes it afterwards.</summary>
    private static T With<T>(SecretText secret, Func<nint, T> use)
    {
        var text = Marshal.StringToHGlobalUni(secret.Reveal());
        try
        {
            return use(text);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    /// <summary>What Windows knows of one account, in memory that it owns.</summary>
    private sealed class UserInformation : IDisposable
    {
        private UserInformation(USER_INFO_4* value) => Value = value;

        public USER_INFO_4* Value { get; private set; }

        public static UserInformation Of(string name) => Find(name) ?? throw WindowsException.ForCode(
            $"Cannot read the account '{name}'", NetApiNative.NERR_UserNotFound, "There is no local account of this name.");

        public static UserInformation? Find(string name)
        {
            USER_INFO_4* value = null;
            var found = (void**)&value;
            var error = NetworkManagement.Call(
                $"Cannot read the account '{name}'", () => NetApiNative.NetUserGetInfo(null, name, level: 4, found),
                NetApiNative.NERR_UserNotFound);
            return error == 0 ? new(value) : null;
        }

        public void Dispose()
        {
            _ = NetApiNative.NetApiBufferFree(Value);
            Value = null;
        }
    }
}
