using System.Runtime.InteropServices;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Accounts;

/// <summary>A new user.</summary>
[NativeStruct("USER_INFO_1", "lmaccess.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_1
{
    public nint usri1_name;
    public nint usri1_password;
    public uint usri1_password_age;
    public uint usri1_priv;
    public nint usri1_home_dir;
    public nint usri1_comment;
    public uint usri1_flags;
    public nint usri1_script_path;
}

/// <summary>A new full name.</summary>
[NativeStruct("USER_INFO_1011", "lmaccess.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_1011
{
    public nint usri1011_full_name;
}

/// <summary>A local group's name.</summary>
[NativeStruct("LOCALGROUP_INFO_0", "lmaccess.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct LOCALGROUP_INFO_0
{
    public nint lgrpi0_name;
}

/// <summary>A member of a local group.</summary>
[NativeStruct("LOCALGROUP_MEMBERS_INFO_0", "lmaccess.h")]
[StructLayout(LayoutKind.Sequential)]
internal struct LOCALGROUP_MEMBERS_INFO_0
{
    public nint lgrmi0_sid;
}

internal static unsafe partial class LocalUsersNative
{
    [NativeConstant("USER_PRIV_USER", "lmaccess.h")]
    public const uint USER_PRIV_USER = 1;

    [NativeConstant("UF_SCRIPT", "lmaccess.h")]
    public const uint UF_SCRIPT = 0x1;

    [NativeConstant("UF_NORMAL_ACCOUNT", "lmaccess.h")]
    public const uint UF_NORMAL_ACCOUNT = 0x200;

    [NativeConstant("UF_DONT_EXPIRE_PASSWD", "lmaccess.h")]
    public const uint UF_DONT_EXPIRE_PASSWD = 0x10000;

    [NativeConstant("PARMNUM_BASE_INFOLEVEL + USER_FULL_NAME_PARMNUM", "lmaccess.h")]
    public const int FullNameLevel = 1011;

    [NativeConstant("NERR_BadUsername", "lmerr.h")]
    public const int NERR_BadUsername = 2202;

    [NativeConstant("NERR_GroupNotFound", "lmerr.h")]
    public const int NERR_GroupNotFound = 2220;

    [NativeConstant("NERR_GroupExists", "lmerr.h")]
    public const int NERR_GroupExists = 2223;

    [NativeConstant("NERR_UserExists", "lmerr.h")]
    public const int NERR_UserExists = 2224;

    [NativeConstant("ERROR_NO_SUCH_ALIAS", "winerror.h")]
    public const int ERROR_NO_SUCH_ALIAS = 1376;

    [NativeConstant("ERROR_MEMBER_IN_ALIAS", "winerror.h")]
    public const int ERROR_MEMBER_IN_ALIAS = 1378;

    [NativeConstant("ERROR_ACCOUNT_RESTRICTION", "winerror.h")]
    public const int ERROR_ACCOUNT_RESTRICTION = 1327;

    [NativeConstant("ERROR_INVALID_LOGON_HOURS", "winerror.h")]
    public const int ERROR_INVALID_LOGON_HOURS = 1328;

    [NativeConstant("ERROR_PASSWORD_EXPIRED", "winerror.h")]
    public const int ERROR_PASSWORD_EXPIRED = 1330;

    [NativeConstant("ERROR_ACCOUNT_DISABLED", "winerror.h")]
    public const int ERROR_ACCOUNT_DISABLED = 1331;

    [NativeConstant("ERROR_LOGON_TYPE_NOT_GRANTED", "winerror.h")]
    public const int ERROR_LOGON_TYPE_NOT_GRANTED = 1385;

    [NativeConstant("ERROR_ACCOUNT_EXPIRED", "winerror.h")]
    public const int ERROR_ACCOUNT_EXPIRED = 1793;

    [NativeConstant("ERROR_PASSWORD_MUST_CHANGE", "winerror.h")]
    public const int ERROR_PASSWORD_MUST_CHANGE = 1907;

    [NativeConstant("LOGON32_LOGON_NETWORK", "winbase.h")]
    public const uint LOGON32_LOGON_NETWORK = 3;


    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int NetUserAdd(string? server, int level, void* buffer, out uint badField);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int NetLocalGroupAdd(string? server, int level, void* buffer, out uint badField);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int NetLocalGroupGetMembers(
        string? server, string group, int level, void** buffer, uint preferredLength, out uint read, out uint total,
        nint* resume);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int NetLocalGroupAddMembers(string? server, string group, int level, void* buffer, uint count);

    [LibraryImport("userenv.dll", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int CreateProfile(string sid, string user, char* path, uint length);
}
