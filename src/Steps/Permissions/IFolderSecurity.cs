namespace OpenLaunch.Steps.Permissions;

/// <summary>Who holds files and folders of this machine, and how folders are kept for administrators.</summary>
internal interface IFolderSecurity
{
    /// <summary>Whether a file or folder belongs to Administrators, SYSTEM, Windows, or whoever this process runs as.</summary>
    bool IsOwnerTrusted(string path);

    /// <summary>Who can alter a file or folder beside those, in words; the owner too when it is none of them.</summary>
    IReadOnlyList<string> FindUntrustedWriters(string path);

    /// <summary>Who beside those can put another folder in the place of one: delete it, rename it, or take it over.</summary>
    IReadOnlyList<string> FindUntrustedMovers(string path);

    /// <summary>Whether a file has another name elsewhere, a hard link: what is written to it here is written there.</summary>
    bool HasOtherName(string path);

    /// <summary>Makes a folder, or sets owner and permissions of one that exists.</summary>
    /// <param name="usersMayRead">Whether ordinary users may read what is in it.</param>
    /// <exception cref="UnauthorizedAccessException">The process may not.</exception>
    void Secure(string path, bool usersMayRead);
}
