using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>The one caller of the network management functions, whose error codes Windows' message table does not have.</summary>
[SupportedOSPlatform("windows")]
internal static class NetworkManagement
{
    /// <summary>Calls a function that must succeed, or end with a code that the caller expects.</summary>
    /// <param name="what">What fails if it does not, as a clause.</param>
    /// <param name="call">The call; gives the error code.</param>
    /// <param name="expected">Codes that are no failure, beside 0.</param>
    /// <returns>0 or an expected code.</returns>
    public static int Call(string what, Func<int> call, params ReadOnlySpan<int> expected)
    {
        int error;
        try
        {
            error = call();
        }
        catch (Exception exception) when (exception is SEHException or EntryPointNotFoundException)
        {
            // Wine's functions that do nothing raise.
            throw WindowsException.ForMissingFunction(what, exception);
        }

        return error == 0 || expected.Contains(error) ? error : throw WindowsException.ForCode(what, error, AdviceFor(error));
    }

    private static string AdviceFor(int error) => error switch
    {
        NetApiNative.NERR_PasswordTooShort =>
            "The password policy refuses the password: too short, too simple, too new or used before.",
        NetApiNative.NERR_UserNotFound => "There is no local account of this name.",
        NetApiNative.NERR_BadUsername => "Windows does not take this name.",
        NetApiNative.NERR_UserExists or NetApiNative.NERR_GroupExists or NetApiNative.ERROR_ALIAS_EXISTS =>
            "A user or group of this name exists. Two of one name cannot be.",
        _ => "Run as an administrator or LocalSystem.",
    };
}
