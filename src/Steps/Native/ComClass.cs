using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Native;

/// <summary>Makes objects of COM classes, with source-generated marshalling.</summary>
[SupportedOSPlatform("windows")]
internal static class ComClass
{
    public static T Create<T>(Guid classId)
        where T : class
    {
        // Pool threads do not enter an apartment by themselves. The count is never taken back: the apartment lives as long
        // as the process, which is short.
        Marshal.ThrowExceptionForHR(ComClassNative.CoIncrementMTAUsage(out _));
        Marshal.ThrowExceptionForHR(ComClassNative.CoCreateInstance(
            in classId, 0, ComClassNative.CLSCTX_INPROC_SERVER, typeof(T).GUID, out var pointer));
        try
        {
            return (T)new StrategyBasedComWrappers().GetOrCreateObjectForComInstance(pointer, CreateObjectFlags.UniqueInstance);
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }
}

internal static partial class ComClassNative
{
    [NativeConstant("combaseapi.h")] public const uint CLSCTX_INPROC_SERVER = 0x1;

    [LibraryImport("ole32.dll")]
    public static partial int CoIncrementMTAUsage(out nint cookie);

    [LibraryImport("ole32.dll")]
    public static partial int CoCreateInstance(
        in Guid classId, nint outer, uint context, in Guid interfaceId, out nint instance);
}

/// <summary>Late binding, which is not used: it holds its four places at the head of a dual interface.</summary>
[NativeInterface("IDispatch", "oaidl.h")]
[GeneratedComInterface]
[Guid("00020400-0000-0000-C000-000000000046")]
internal partial interface IDispatch
{
    void GetTypeInfoCount();

    void GetTypeInfo();

    void GetIDsOfNames();

    void Invoke();
}
