using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>What Windows knows of one account, in memory that it owns.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class UserInformation : IDisposable
{
    private UserInformation(USER_INFO_4* value) => Value = value;

    public USER_INFO_4* Value { get; private set; }

    public static UserInformation Get(string name)
    {
        USER_INFO_4* value = null;
        var error = WindowsLocalAccountsNative.NetUserGetInfo(null, name, 4, (void**)&value);
        return error == 0
            ? new(value)
            : throw WindowsException.ForCode(
                $"Cannot read the account '{name}'", error, "Run as an administrator or LocalSystem.");
    }

    public void Dispose()
    {
        _ = WindowsLocalAccountsNative.NetApiBufferFree(Value);
        Value = null;
    }
}
