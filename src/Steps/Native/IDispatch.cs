using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenLaunch.Steps.Native;

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
