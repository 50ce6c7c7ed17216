using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Whom a process runs as, with a fresh environment: the administrator, logged on for a batch job, with his profile, or whoever
/// runs the agent.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsLogon : IDisposable
{
    private readonly SafeAccessTokenHandle? token;
    private nint profile;
    private bool keepsProfile;
    private nint environment;

    private WindowsLogon(SafeAccessTokenHandle? token) => this.token = token;

    /// <summary>The administrator's token, or null for the agent's own.</summary>
    public SafeAccessTokenHandle? Token => token;

    /// <summary>The environment block; 0: that of the agent.</summary>
    public nint Environment => environment;

    /// <param name="account">The administrator, or null for whoever runs the agent.</param>
    public static WindowsLogon Open(AdminLogon? account)
    {
        if (account?.UserName is not { } user)
            return OpenOwn();
        var logon = new WindowsLogon(LogOn(user, account.Password));
        try
        {
            logon.LoadProfile(logon.token!, user);
            return logon;
        }
        catch
        {
            logon.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (environment != 0)
            LogonNative.DestroyEnvironmentBlock(environment);
        if (profile != 0 && !keepsProfile)
            LogonNative.UnloadUserProfile(token!, profile);
        (environment, profile) = (0, 0);
        token?.Dispose();
    }

    /// <summary>
    /// Leaves the profile loaded until Windows restarts: a process that goes on would lose its registry (LoadUserProfile,
    /// remarks).
    /// </summary>
    public void KeepProfile() => keepsProfile = true;

    // Not the agent's environment: that lacks what a script before, an installer perhaps, has added to the machine's. Where
    // Windows cannot make one, the agent's must do.
    private static WindowsLogon OpenOwn()
    {
        var logon = new WindowsLogon(token: null);
        using var own = WindowsIdentity.GetCurrent();
        if (!LogonNative.CreateEnvironmentBlock(out logon.environment, own.AccessToken, inherit: false))
            logon.environment = 0;
        return logon;
    }

    private static SafeAccessTokenHandle LogOn(string user, SecretText? password)
    {
        var text = Marshal.StringToHGlobalUni(password?.Reveal() ?? "");
        try
        {
            // A batch logon of an administrator gives the full token, not the filtered one of an interactive logon.
            return LogonNative.LogonUserW(
                user, ".", text, LogonNative.LOGON32_LOGON_BATCH, LogonNative.LOGON32_PROVIDER_DEFAULT, out var token)
                ? token
                : throw WindowsException.ForLastError(
                    $"Cannot log on '{user}' for a batch job",
                    "Check that the account is enabled and has the right 'Log on as a batch job'.");
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    private void LoadProfile(SafeAccessTokenHandle own, string user)
    {
        const string Advice = "Run as LocalSystem, and check the profile's folder.";
        var name = Marshal.StringToHGlobalUni(user);
        try
        {
            var information = new PROFILEINFOW
            {
                dwSize = (uint)sizeof(PROFILEINFOW),
                dwFlags = LogonNative.PI_NOUI,
                lpUserName = name,
            };
            if (!LogonNative.LoadUserProfileW(own, ref information))
                throw WindowsException.ForLastError($"Cannot load the profile of '{user}'", Advice);
            profile = information.hProfile;
        }
        finally
        {
            Marshal.FreeHGlobal(name);
        }

        // Not inherited: the agent's own environment is LocalSystem's.
        if (!LogonNative.CreateEnvironmentBlock(out environment, own, inherit: false))
            throw WindowsException.ForLastError($"Cannot make the environment of '{user}'", Advice);
    }
}
