using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Permissions;

/// <summary>
/// Owners and modes of Linux and macOS, for the state folder of a simulated machine. A group with the number of the file's
/// owner is his own, as Linux distributions make it for each user.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class UnixFolderPermissions : IFolderSecurity
{
    private const int KindMask = 0xF000, Pipe = 0x1000; // S_IFMT, S_IFIFO of the runtime's shim, and of each Unix
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public bool IsOwnerTrusted(string path) => IsTrusted(Read(path).Owner);

    public IReadOnlyList<string> FindUntrustedWriters(string path)
    {
        var (owner, group, kind) = Read(path);
        var mode = File.GetUnixFileMode(path);
        if (kind == Pipe)
            return ["whoever is at its other end, for it is a pipe"]; // whose opening waits for ever
        return
        [
            .. IsTrusted(owner) ? Array.Empty<string>() : [$"user {owner}"],
            .. mode.HasFlag(UnixFileMode.GroupWrite) && group != owner ? [$"group {group}"] : Array.Empty<string>(),
            .. mode.HasFlag(UnixFileMode.OtherWrite) ? ["everybody"] : Array.Empty<string>(),
        ];
    }

    /// <summary>In a folder with the sticky bit nobody moves what is another's.</summary>
    public IReadOnlyList<string> FindUntrustedMovers(string path) =>
        File.GetUnixFileMode(path).HasFlag(UnixFileMode.StickyBit) && IsOwnerTrusted(path) ? [] : FindUntrustedWriters(path);

    /// <summary>Not asked: on Linux nobody links what he cannot write (fs.protected_hardlinks).</summary>
    public bool HasOtherName(string path) => false;

    /// <summary>Makes a folder for its owner alone; one that is there is as its owner has made it.</summary>
    public void Secure(string path, bool usersMayRead) => Create(path);

    /// <summary>Makes a folder for its owner alone, and those above it that are missing.</summary>
    public static void Create(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent && !Directory.Exists(parent))
            Create(parent);
        Directory.CreateDirectory(path, Private);
    }

    private static bool IsTrusted(uint owner) => owner == 0 || owner == EffectiveUser();

    private static (uint Owner, uint Group, int Kind) Read(string path) => ReadStatus(path, out var status) == 0
        ? (status.Owner, status.Group, status.Mode & KindMask)
        : throw new FileNotFoundException($"{path} cannot be asked for its owner (error {Marshal.GetLastPInvokeError()}).", path);

    // The runtime's own shim of stat(2), whose structure differs by system and processor.
    [LibraryImport(
        "libSystem.Native", EntryPoint = "SystemNative_LStat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadStatus(string path, out FileStatus status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();

    /// <summary>The head of the shim's structure, in which its owner and group are.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct FileStatus
    {
        public int Flags;
        public int Mode;
        public uint Owner;
        public uint Group;
    }
}
