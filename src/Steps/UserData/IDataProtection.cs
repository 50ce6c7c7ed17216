namespace OpenLaunch.Steps.UserData;

/// <summary>Encrypts what is kept on this machine, so that a copy of the disk does not tell it.</summary>
public interface IDataProtection
{
    /// <summary>Makes the folder for what is kept, readable by Administrators and LocalSystem only.</summary>
    /// <param name="path">The folder; it may exist.</param>
    void MakeFolder(string path);

    /// <summary>Encrypts.</summary>
    byte[] Protect(byte[] data);

    /// <summary>Decrypts what this machine encrypted.</summary>
    /// <param name="data">What <see cref="Protect"/> gave.</param>
    /// <returns>The data, or null when this machine did not encrypt it or it is damaged.</returns>
    byte[]? Unprotect(byte[] data);
}
