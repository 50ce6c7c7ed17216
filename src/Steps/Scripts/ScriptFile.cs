using System.Security.Cryptography;
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

    /// <summary>Writes a script.</summary>
    /// <param name="parent">Where its folder is made.</param>
    /// <param name="script">The script.</param>
    /// <param name="start">What it is for.</param>
    public static ScriptFile Write(string parent, ProcessCommand.Script script, ProcessStart start)
    {
        MakePrivate(parent);

        // A name that nobody can guess and occupy; the permissions hold from the folder's first moment.
        var folder = System.IO.Path.Combine(parent, RandomNumberGenerator.GetHexString(NameLength, lowercase: true));
        MakePrivate(folder);
        if (start.ResultPath is { } result)
            File.WriteAllLines(System.IO.Path.Combine(folder, OwnerName), [start.BootId, result]);
        var path = System.IO.Path.Combine(folder, ScriptCommandLine.FileName(script.Language));
        File.WriteAllBytes(path, ScriptCommandLine.FileBytes(script.Language, script.Content));
        return new(folder, path);
    }

    /// <summary>Removes the scripts that earlier runs left, but for those that a detached process may still read.</summary>
    /// <param name="parent">Where the folders are.</param>
    /// <param name="bootId">This boot.</param>
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

    /// <summary>
    /// Writes a batch file beside the script that starts it: cmd sets the code page of the console to UTF-8 first, by which
    /// Windows PowerShell writes its output.
    /// </summary>
    /// <param name="line">The command line that runs the script.</param>
    /// <returns>The command line that runs the batch file.</returns>
    public string Starter(string line)
    {
        var batch = System.IO.Path.Combine(Folder, "Start.cmd");
        File.WriteAllText(batch, $"@{CommandLine.ForBatch(line)}\r\n");
        return ScriptCommandLine.Build(ScriptLanguage.Batch, Environment.SystemDirectory, batch, null);
    }

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
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
