using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.UserData;

/// <summary>Encrypts nothing: a simulated machine's state folder holds its user data in plain text anyway.</summary>
internal sealed class SimulatedDataProtection : IDataProtection
{
    public void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            UnixFolderPermissions.Create(path);
    }

    public byte[] Protect(byte[] data) => data;

    public byte[]? Unprotect(byte[] data) => data;
}
