using System.Runtime.Versioning;
using System.Security.Cryptography;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// The Windows Data Protection API with the machine's key: both LocalSystem, at a boot, and an administrator, by hand, must
/// read it. The permissions of its folder keep everybody else away.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsDataProtection : IDataProtection
{
    public void MakeFolder(string path) => WindowsFolderPermissions.Create(path, usersMayRead: false);

    /// <exception cref="WindowsException">Windows cannot encrypt.</exception>
    public byte[] Protect(byte[] data)
    {
        try
        {
            return ProtectedData.Protect(data, optionalEntropy: null, DataProtectionScope.LocalMachine);
        }
        catch (CryptographicException exception)
        {
            throw WindowsException.ForCom(
                "Cannot encrypt the user data to keep it", exception, "Check the event log of Windows.");
        }
    }

    public byte[]? Unprotect(byte[] data)
    {
        try
        {
            return ProtectedData.Unprotect(data, optionalEntropy: null, DataProtectionScope.LocalMachine);
        }
        catch (CryptographicException)
        {
            return null; // Another machine's, or damaged.
        }
    }
}
