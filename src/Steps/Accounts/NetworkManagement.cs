using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>Calls Windows' network management functions and says what their own error codes mean.</summary>
[SupportedOSPlatform("windows")]
internal static class NetworkManagement
{
    /// <summary>Calls a function that must succeed.</summary>
    /// <param name="what">What fails if it does not, as a clause.</param>
    /// <param name="call">The call; gives the error code.</param>
    public static void Demand(string what, Func<int> call)
    {
        if (Call(what, call) is var error and not 0)
            throw WindowsException.ForCode(what, error, AdviceFor(error));
    }

    /// <summary>Calls a function and gives its error code.</summary>
    public static int Call(string what, Func<int> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is SEHException or EntryPointNotFoundException)
        {
            throw WindowsException.ForMissingFunction(what, exception);
        }
    }

    /// <summary>What to do about an error, for which Windows' message table has no text.</summary>
    public static string AdviceFor(int error) => error switch
    {
        WindowsLocalAccountsNative.NERR_PasswordTooShort =>
            "The password policy refuses the password: too short, too simple, too new or used before.",
        WindowsLocalAccountsNative.NERR_NotPrimary => "This is a domain controller, which has no local accounts.",
        LocalUsersNative.NERR_BadUsername => "Windows does not take this name.",
        LocalUsersNative.NERR_UserExists or LocalUsersNative.NERR_GroupExists =>
            "A user or group of this name exists. Two of one name cannot be.",
        _ => "Run as an administrator or LocalSystem; on a domain controller there are no local accounts.",
    };
}
