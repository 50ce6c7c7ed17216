using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>The administrator, logged on for a batch job, with profile and environment.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsLogon : IDisposable
{
    private readonly SafeAccessTokenHandle token;
    private nint profile;
    private nint environment;

    private WindowsLogon(SafeAccessTokenHandle token) => this.token = token;

    public SafeAccessTokenHandle Token => token;

    public nint Environment => environment;

    public static WindowsLogon Open(string user, SecretText? password)
    {
        var logon = new WindowsLogon(LogOn(user, password));
        try
        {
            logon.LoadProfile(user);
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
        if (profile != 0)
            LogonNative.UnloadUserProfile(token, profile);
        (environment, profile) = (0, 0);
        token.Dispose();
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
                    $"Cannot log on '{user}' to run the script",
                    "Check that the account is enabled and has the right 'Log on as a batch job'.");
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }

    private void LoadProfile(string user)
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
            if (!LogonNative.LoadUserProfileW(token, ref information))
                throw WindowsException.ForLastError($"Cannot load the profile of '{user}'", Advice);
            profile = information.hProfile;
        }
        finally
        {
            Marshal.FreeHGlobal(name);
        }

        // Not inherited: the agent's own environment is LocalSystem's.
        if (!LogonNative.CreateEnvironmentBlock(out environment, token, inherit: false))
            throw WindowsException.ForLastError($"Cannot make the environment of '{user}'", Advice);
    }
}
