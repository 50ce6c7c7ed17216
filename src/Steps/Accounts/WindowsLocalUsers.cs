using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Makes and edits the local users of this Windows, through the network management functions.</summary>
[SupportedOSPlatform("windows")]
public sealed unsafe class WindowsLocalUsers : ILocalUsers
{
    // The password was right, and something else keeps the user from logging on.
    private static readonly int[] RightButRefused =
    [
        LocalUsersNative.ERROR_ACCOUNT_RESTRICTION, LocalUsersNative.ERROR_INVALID_LOGON_HOURS,
        LocalUsersNative.ERROR_PASSWORD_EXPIRED, LocalUsersNative.ERROR_ACCOUNT_DISABLED,
        LocalUsersNative.ERROR_LOGON_TYPE_NOT_GRANTED, LocalUsersNative.ERROR_ACCOUNT_EXPIRED,
        LocalUsersNative.ERROR_PASSWORD_MUST_CHANGE,
    ];

    /// <inheritdoc/>
    /// <exception cref="WindowsException">The password policy or the rights of this process forbid it.</exception>
    public Task CreateAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        cancellationToken.ThrowIfCancellationRequested();
        var secret = Marshal.StringToHGlobalUni(password.Reveal());
        var user = Marshal.StringToHGlobalUni(name);
        try
        {
            var information = new USER_INFO_1
            {
                usri1_name = user,
                usri1_password = secret,
                usri1_priv = LocalUsersNative.USER_PRIV_USER,
                usri1_flags = LocalUsersNative.UF_SCRIPT | LocalUsersNative.UF_NORMAL_ACCOUNT
                    | LocalUsersNative.UF_DONT_EXPIRE_PASSWD,
            };
            var given = &information;
            NetworkManagement.Demand(
                $"Cannot make the user '{name}'", () => LocalUsersNative.NetUserAdd(null, 1, given, out _));
        }
        finally
        {
            Marshal.FreeHGlobal(user);
            Marshal.ZeroFreeGlobalAllocUnicode(secret);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> HasPasswordAsync(string name, SecretText password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        cancellationToken.ThrowIfCancellationRequested();
        var secret = Marshal.StringToHGlobalUni(password.Reveal());
        try
        {
            var isRight = LogonNative.LogonUserW(
                name, ".", secret, LocalUsersNative.LOGON32_LOGON_NETWORK, LogonNative.LOGON32_PROVIDER_DEFAULT, out var token);
            var error = Marshal.GetLastPInvokeError();
            token.Dispose();
            return Task.FromResult(isRight || RightButRefused.Contains(error));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(secret);
        }
    }

    /// <inheritdoc/>
    public Task SetFullNameAsync(string name, string fullName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = Marshal.StringToHGlobalUni(fullName);
        try
        {
            var information = new USER_INFO_1011 { usri1011_full_name = text };
            Set(name, LocalUsersNative.FullNameLevel, &information, "set the full name of");
        }
        finally
        {
            Marshal.FreeHGlobal(text);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SetEnabledAsync(string name, bool enabled, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var current = UserInformation.Get(name);
        var others = current.Value->usri4_flags & ~WindowsLocalAccountsNative.UF_ACCOUNTDISABLE;
        var information = new USER_INFO_1008
        {
            usri1008_flags = enabled ? others : others | WindowsLocalAccountsNative.UF_ACCOUNTDISABLE,
        };
        Set(name, WindowsLocalAccountsNative.FlagsLevel, &information, enabled ? "enable" : "disable");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SetExpiryAsync(string name, DateOnly day, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var information = new USER_INFO_1017
        {
            usri1017_acct_expires =
                (uint)new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds(),
        };
        Set(name, WindowsLocalAccountsNative.ExpiryLevel, &information, "set the expiry of");
        return Task.CompletedTask;
    }

    private static void Set(string name, int level, void* information, string act) => NetworkManagement.Demand(
        $"Cannot {act} the user '{name}'",
        () => WindowsLocalAccountsNative.NetUserSetInfo(null, name, level, information, out _));
}
