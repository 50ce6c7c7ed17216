using System.Security.Cryptography;
using System.Text;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// A script's file in a folder of its own, which only Administrators and LocalSystem (on Unix: whoever runs this) can open.
/// Disposal removes both; what it cannot remove, and what a killed run leaves, the next run removes by
/// <see cref="RemoveLeft"/>: a rename at the next start of Windows would make installers believe that a restart is due.
/// </summary>
internal sealed class ScriptFile : IDisposable
{
    private const string OwnerName = "detached";
    private const int NameLength = 16;

    private bool isLeft;

    private ScriptFile(string folder, string path) => (Folder, Path) = (folder, path);

    public string Folder { get; }

    public string Path { get; }

    /// <summary>Writes a script into a folder of its own below another one.</summary>
    /// <exception cref="NotBegunException">The disk refuses it.</exception>
    public static ScriptFile Write(string parent, ProcessCommand.Script script, ProcessStart start) =>
        NotBegunException.Prepare(() => New(parent, script, start));

    private static ScriptFile New(string parent, ProcessCommand.Script script, ProcessStart start)
    {
        MakePrivate(parent);

        // A name that nobody can guess and occupy; the permissions hold from the folder's first moment.
        var folder = System.IO.Path.Combine(parent, RandomNumberGenerator.GetHexString(NameLength, lowercase: true));
        MakePrivate(folder);
        if (start.ResultPath is { } result)
            File.WriteAllLines(System.IO.Path.Combine(folder, OwnerName), [start.BootId, result]);
        var path = System.IO.Path.Combine(folder, NameOf(script.Language));
        File.WriteAllBytes(path, BytesOf(script.Language, script.Content));
        return new(folder, path);
    }

    /// <summary>Removes the scripts that earlier runs left, but for those that a detached process may still read.</summary>
    public static void RemoveLeft(string parent, string bootId)
    {
        if (!Directory.Exists(parent))
            return;
        foreach (var folder in Directory.EnumerateDirectories(parent))
        {
            var name = System.IO.Path.GetFileName(folder);
            if (name.Length == NameLength && name.All(char.IsAsciiHexDigitLower) && !IsInUse(folder, bootId))
                TryRemove(folder);
        }
    }

    /// <summary>The interpreters go by the extension.</summary>
    public static string NameOf(ScriptLanguage language) =>
        language == ScriptLanguage.PowerShell ? "UserScript.ps1" : "UserScript.cmd";

    /// <summary>
    /// UTF-8. Windows PowerShell needs the byte order mark to know it; cmd would take the mark for a part of the first command.
    /// </summary>
    public static byte[] BytesOf(ScriptLanguage language, string content) =>
        language == ScriptLanguage.PowerShell
            ? [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(content)]
            : Encoding.UTF8.GetBytes(content);

    /// <summary>Leaves the file to a script that goes on.</summary>
    public void Leave() => isLeft = true;

    public void Dispose()
    {
        if (!isLeft)
            TryRemove(Folder);
    }

    private static bool IsInUse(string folder, string bootId)
    {
        var owner = System.IO.Path.Combine(folder, OwnerName);
        return File.Exists(owner) && File.ReadAllLines(owner) is [var boot, var result] && boot == bootId && !File.Exists(result);
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that the script left behind holds the file. The next run tries again.
        }
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            WindowsFolderPermissions.Create(folder, usersMayRead: false);
        else
            UnixFolderPermissions.Create(folder);
    }
}
