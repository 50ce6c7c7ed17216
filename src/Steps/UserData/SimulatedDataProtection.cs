namespace OpenLaunch.Steps.UserData;

/// <summary>Encrypts nothing: a simulated machine's state folder holds its user data in plain text anyway.</summary>
internal sealed class SimulatedDataProtection : IDataProtection
{
    public void MakeFolder(string path) => Directory.CreateDirectory(path);

    public byte[] Protect(byte[] data) => data;

    public byte[]? Unprotect(byte[] data) => data;
}
