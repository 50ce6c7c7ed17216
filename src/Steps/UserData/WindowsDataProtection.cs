using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// The Windows Data Protection API with the machine's key: both LocalSystem, at a boot, and an administrator, by hand, must
/// read it. The permissions of its folder keep everybody else away.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsDataProtection : IDataProtection
{
    [NativeConstant("CRYPTPROTECT_UI_FORBIDDEN", "dpapi.h")]
    private const uint UiForbidden = 0x1;

    [NativeConstant("CRYPTPROTECT_LOCAL_MACHINE", "dpapi.h")]
    private const uint LocalMachine = 0x4;

    /// <inheritdoc/>
    public void MakeFolder(string path) => WindowsFolderPermissions.Create(path, usersMayRead: false);

    /// <inheritdoc/>
    /// <exception cref="WindowsException">Windows cannot encrypt.</exception>
    public byte[] Protect(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        fixed (byte* bytes = data)
        {
            var input = new DATA_BLOB { cbData = (uint)data.Length, pbData = bytes };
            return CryptProtectData(ref input, null, 0, 0, 0, UiForbidden | LocalMachine, out var output)
                ? Take(output)
                : throw WindowsException.ForLastError("Cannot encrypt the user data to keep it", "Check the event log of Windows.");
        }
    }

    /// <inheritdoc/>
    public byte[]? Unprotect(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        fixed (byte* bytes = data)
        {
            var input = new DATA_BLOB { cbData = (uint)data.Length, pbData = bytes };
            return CryptUnprotectData(ref input, 0, 0, 0, 0, UiForbidden, out var output) ? Take(output) : null;
        }
    }

    private static byte[] Take(DATA_BLOB blob)
    {
        var data = new Span<byte>(blob.pbData, (int)blob.cbData).ToArray();
        Marshal.FreeHGlobal((nint)blob.pbData); // LocalFree, as the function demands.
        return data;
    }

    [LibraryImport("crypt32.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CryptProtectData(
        ref DATA_BLOB input, string? description, nint entropy, nint reserved, nint prompt, uint flags, out DATA_BLOB output);

    [LibraryImport("crypt32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CryptUnprotectData(
        ref DATA_BLOB input, nint description, nint entropy, nint reserved, nint prompt, uint flags, out DATA_BLOB output);

    [NativeStruct("DATA_BLOB", "dpapi.h")]
    [StructLayout(LayoutKind.Sequential)]
    private struct DATA_BLOB
    {
        public uint cbData;
        public byte* pbData;
    }
}
