using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenLaunch.Steps.Native;

/// <summary>Connects to WMI. Methods without parameters are not used, here and below, and hold their places.</summary>
[NativeInterface("IWbemLocator", "wbemcli.h")]
[GeneratedComInterface(StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(BStrStringMarshaller))]
[Guid("DC12A687-737F-11CF-884D-00AA004B2E24")]
internal partial interface IWbemLocator
{
    IWbemServices ConnectServer(
        string resource, string? user, string? password, string? locale, int flags, string? authority, nint context);
}

/// <summary>A namespace of WMI.</summary>
[NativeInterface("IWbemServices", "wbemcli.h")]
[GeneratedComInterface(StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(BStrStringMarshaller))]
[Guid("9556DC99-828C-11CF-A37E-00AA003240C7")]
internal partial interface IWbemServices
{
    void OpenNamespace();

    void CancelAsyncCall();

    void QueryObjectSink();

    void GetObject(string path, int flags, nint context, out IWbemClassObject found, nint result);

    void GetObjectAsync();

    void PutClass();

    void PutClassAsync();

    void DeleteClass();

    void DeleteClassAsync();

    void CreateClassEnum();

    void CreateClassEnumAsync();

    void PutInstance();

    void PutInstanceAsync();

    void DeleteInstance();

    void DeleteInstanceAsync();

    void CreateInstanceEnum();

    void CreateInstanceEnumAsync();

    IEnumWbemClassObject ExecQuery(string language, string query, int flags, nint context);

    void ExecQueryAsync();

    void ExecNotificationQuery();

    void ExecNotificationQueryAsync();

    void ExecMethod(
        string objectPath, string method, int flags, nint context, IWbemClassObject? input, out IWbemClassObject? output,
        nint result);
}

/// <summary>What a query found.</summary>
[NativeInterface("IEnumWbemClassObject", "wbemcli.h")]
[GeneratedComInterface]
[Guid("027947E1-D731-11CE-A357-000000000001")]
internal partial interface IEnumWbemClassObject
{
    void Reset();

    [PreserveSig]
    int Next(int timeout, uint count, out IWbemClassObject? first, out uint returned);
}

/// <summary>An object of WMI.</summary>
[NativeInterface("IWbemClassObject", "wbemcli.h")]
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("DC12A681-737F-11CF-884D-00AA004B2E24")]
internal partial interface IWbemClassObject
{
    void GetQualifierSet();

    void Get(string name, int flags, out ComVariant value, nint type, nint flavor);

    void Put(string name, int flags, in ComVariant value, int type);

    void Delete();

    void GetNames();

    void BeginEnumeration();

    void Next();

    void EndEnumeration();

    void GetPropertyQualifierSet();

    void Clone();

    void GetObjectText();

    void SpawnDerivedClass();

    void SpawnInstance(int flags, out IWbemClassObject instance);

    void CompareTo();

    void GetPropertyOrigin();

    void InheritsFrom();

    void GetMethod(string name, int flags, out IWbemClassObject input, nint output);
}

internal static partial class WmiNative
{
    [NativeConstant("wbemcli.h")] public static readonly Guid CLSID_WbemLocator = new("4590F811-1D3A-11D0-891F-00AA004B2E24");
    [NativeConstant("wbemcli.h")] public const int WBEM_FLAG_CONNECT_USE_MAX_WAIT = 0x80;
    [NativeConstant("wbemcli.h")] private const int WBEM_FLAG_RETURN_IMMEDIATELY = 0x10;
    [NativeConstant("wbemcli.h")] private const int WBEM_FLAG_FORWARD_ONLY = 0x20;
    [NativeConstant("wbemcli.h")] public const int WBEM_S_TIMEDOUT = 0x40004;
    [NativeConstant("rpcdce.h")] public const uint RPC_C_AUTHN_WINNT = 10;
    [NativeConstant("rpcdce.h")] public const uint RPC_C_AUTHZ_NONE = 0;
    [NativeConstant("rpcdce.h")] public const uint RPC_C_AUTHN_LEVEL_CALL = 3;
    [NativeConstant("rpcdce.h")] public const uint RPC_C_IMP_LEVEL_IMPERSONATE = 3;

    public static int ForwardOnlyAtOnce => WBEM_FLAG_RETURN_IMMEDIATELY | WBEM_FLAG_FORWARD_ONLY;

    [LibraryImport("ole32.dll")]
    public static partial int CoSetProxyBlanket(
        nint proxy, uint authentication, uint authorization, nint principal, uint authenticationLevel, uint impersonationLevel,
        nint identity, uint capabilities);
}
