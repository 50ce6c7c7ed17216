using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.Scripts;

/// <summary>A script's file in a folder of its own. Disposal removes both.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsScriptFile : IDisposable
{
    [NativeConstant("MOVEFILE_DELAY_UNTIL_REBOOT", "winbase.h")]
    private const uint DelayUntilReboot = 0x4;

    private bool isLeft;

    private WindowsScriptFile(string folder, string path) => (Folder, Path) = (folder, path);

    public string Folder { get; }

    public string Path { get; }

    public static WindowsScriptFile Create(string parent, ScriptExecution script)
    {
        WindowsFolderPermissions.Create(parent, usersMayRead: false);

        // A name that nobody can guess and occupy; the permissions hold from the folder's first moment.
        var folder = System.IO.Path.Combine(parent, RandomNumberGenerator.GetHexString(16, lowercase: true));
        WindowsFolderPermissions.Create(folder, usersMayRead: false);
        var path = System.IO.Path.Combine(folder, ScriptCommandLine.FileName(script.Language));
        File.WriteAllBytes(path, ScriptCommandLine.FileBytes(script.Language, script.Content));
        return new(folder, path);
    }

    /// <summary>
    /// Opens a file for the script's output, empty, to be inherited. What the script leaves running may hold it for long, so
    /// everything is shared; readers must share writing too.
    /// </summary>
    public static SafeFileHandle OpenOutput(string path) =>
        File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete | FileShare.Inheritable);

    /// <summary>Opens the null device: a script that asks for input gets its end at once.</summary>
    public static SafeFileHandle OpenNothing() =>
        File.OpenHandle("NUL", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Inheritable);

    /// <summary>Leaves the file to a script that goes on; Windows removes it at its next start.</summary>
    public void Leave()
    {
        isLeft = true;
        RemoveAtNextStart();
    }

    public void Dispose()
    {
        if (isLeft)
            return;
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that the script left behind holds the file.
            RemoveAtNextStart();
        }
    }

    // The file first: a folder must be empty then.
    private void RemoveAtNextStart() =>
        _ = MoveFileExW(Path, 0, DelayUntilReboot) && MoveFileExW(Folder, 0, DelayUntilReboot);

    [LibraryImport("kernel32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileExW(string existing, nint target, uint flags);
}
