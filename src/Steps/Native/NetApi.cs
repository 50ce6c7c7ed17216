using System.Runtime.InteropServices;

namespace OpenLaunch.Steps.Native;

/// <summary>An account's name.</summary>
[NativeStruct("USER_INFO_0", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_0
{
    public nint usri0_name;
}

/// <summary>All that is known of an account, its security identifier too.</summary>
[NativeStruct("USER_INFO_4", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_4
{
    public nint usri4_name;
    public nint usri4_password;
    public uint usri4_password_age;
    public uint usri4_priv;
    public nint usri4_home_dir;
    public nint usri4_comment;
    public uint usri4_flags;
    public nint usri4_script_path;
    public uint usri4_auth_flags;
    public nint usri4_full_name;
    public nint usri4_usr_comment;
    public nint usri4_parms;
    public nint usri4_workstations;
    public uint usri4_last_logon;
    public uint usri4_last_logoff;
    public uint usri4_acct_expires;
    public uint usri4_max_storage;
    public uint usri4_units_per_week;
    public nint usri4_logon_hours;
    public uint usri4_bad_pw_count;
    public uint usri4_num_logons;
    public nint usri4_logon_server;
    public uint usri4_country_code;
    public uint usri4_code_page;
    public nint usri4_user_sid;
    public uint usri4_primary_group_id;
    public nint usri4_profile;
    public nint usri4_home_dir_drive;
    public uint usri4_password_expired;
}

/// <summary>A new password.</summary>
[NativeStruct("USER_INFO_1003", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_1003
{
    public nint usri1003_password;
}

/// <summary>New flags.</summary>
[NativeStruct("USER_INFO_1008", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_1008
{
    public uint usri1008_flags;
}

/// <summary>A new expiry time.</summary>
[NativeStruct("USER_INFO_1017", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_1017
{
    public uint usri1017_acct_expires;
}

/// <summary>A new user.</summary>
[NativeStruct("USER_INFO_1", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
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
[NativeStruct("USER_INFO_1011", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct USER_INFO_1011
{
    public nint usri1011_full_name;
}

/// <summary>A local group's name.</summary>
[NativeStruct("LOCALGROUP_INFO_0", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct LOCALGROUP_INFO_0
{
    public nint lgrpi0_name;
}

/// <summary>A member of a local group.</summary>
[NativeStruct("LOCALGROUP_MEMBERS_INFO_0", "lmaccess.h"), StructLayout(LayoutKind.Sequential)]
internal struct LOCALGROUP_MEMBERS_INFO_0
{
    public nint lgrmi0_sid;
}

/// <summary>The computer's part in a domain.</summary>
[NativeStruct("DSROLE_PRIMARY_DOMAIN_INFO_BASIC", "dsrole.h"), StructLayout(LayoutKind.Sequential)]
internal struct DSROLE_PRIMARY_DOMAIN_INFO_BASIC
{
    public int MachineRole;
    public uint Flags;
    public nint DomainNameFlat;
    public nint DomainNameDns;
    public nint DomainForestName;
    public Guid DomainGuid;
}

internal static unsafe partial class NetApiNative
{
    [NativeConstant("lmaccess.h")] public const uint FILTER_NORMAL_ACCOUNT = 0x2;
    [NativeConstant("lmcons.h")] public const uint MAX_PREFERRED_LENGTH = uint.MaxValue;
    [NativeConstant("winerror.h")] public const int ERROR_MORE_DATA = 234;
    [NativeConstant("lmerr.h")] public const int NERR_UserNotFound = 2221;
    [NativeConstant("lmerr.h")] public const int NERR_PasswordTooShort = 2245;
    [NativeConstant("lmaccess.h")] public const uint UF_ACCOUNTDISABLE = 0x2;
    [NativeConstant("lmaccess.h")] public const uint UF_PASSWD_NOTREQD = 0x20;
    [NativeConstant("lmaccess.h")] public const uint TIMEQ_FOREVER = uint.MaxValue;

    /// <summary>The first level that sets one field: level is this plus the field's number.</summary>
    [NativeConstant("lmcons.h")] private const int PARMNUM_BASE_INFOLEVEL = 1000;

    [NativeConstant("PARMNUM_BASE_INFOLEVEL + USER_PASSWORD_PARMNUM", "lmaccess.h")]
    public const int PasswordLevel = PARMNUM_BASE_INFOLEVEL + 3;

    [NativeConstant("PARMNUM_BASE_INFOLEVEL + USER_FLAGS_PARMNUM", "lmaccess.h")]
    public const int FlagsLevel = PARMNUM_BASE_INFOLEVEL + 8;

    [NativeConstant("PARMNUM_BASE_INFOLEVEL + USER_ACCT_EXPIRES_PARMNUM", "lmaccess.h")]
    public const int ExpiryLevel = PARMNUM_BASE_INFOLEVEL + 17;

    [NativeConstant("lmaccess.h")] public const uint USER_PRIV_USER = 1;
    [NativeConstant("lmaccess.h")] public const uint UF_SCRIPT = 0x1;
    [NativeConstant("lmaccess.h")] public const uint UF_NORMAL_ACCOUNT = 0x200;
    [NativeConstant("lmaccess.h")] public const uint UF_DONT_EXPIRE_PASSWD = 0x10000;
    [NativeConstant("PARMNUM_BASE_INFOLEVEL + USER_FULL_NAME_PARMNUM", "lmaccess.h")] public const int FullNameLevel = 1011;
    [NativeConstant("lmerr.h")] public const int NERR_BadUsername = 2202;
    [NativeConstant("lmerr.h")] public const int NERR_GroupNotFound = 2220;
    [NativeConstant("lmerr.h")] public const int NERR_GroupExists = 2223;
    [NativeConstant("lmerr.h")] public const int NERR_UserExists = 2224;
    [NativeConstant("winerror.h")] public const int ERROR_NO_SUCH_ALIAS = 1376;
    [NativeConstant("winerror.h")] public const int ERROR_MEMBER_IN_ALIAS = 1378;
    [NativeConstant("winerror.h")] public const int ERROR_ALIAS_EXISTS = 1379;
    [NativeConstant("dsrole.h")] public const int DsRolePrimaryDomainInfoBasic = 1;
    [NativeConstant("dsrole.h")] public const int DsRole_RoleStandaloneWorkstation = 0;
    [NativeConstant("dsrole.h")] public const int DsRole_RoleStandaloneServer = 2;

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int NetUserEnum(
        string? server, int level, uint filter, void** buffer, uint preferredLength, out uint read, out uint total,
        ref uint resume);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int NetUserGetInfo(string? server, string user, int level, void** buffer);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int NetUserSetInfo(string? server, string user, int level, void* buffer, out uint badField);

    [LibraryImport("netapi32.dll")]
    public static partial int NetApiBufferFree(void* buffer);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int NetUserAdd(string? server, int level, void* buffer, out uint badField);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int NetLocalGroupAdd(string? server, int level, void* buffer, out uint badField);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int NetLocalGroupGetMembers(
        string? server, string group, int level, void** buffer, uint preferredLength, out uint read, out uint total,
        nint* resume);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int NetLocalGroupAddMembers(string? server, string group, int level, void* buffer, uint count);

    [LibraryImport("netapi32.dll", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int DsRoleGetPrimaryDomainInformation(string? server, int level, void** buffer);

    [LibraryImport("netapi32.dll")]
    public static partial void DsRoleFreeMemory(void* buffer);
}
