using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Native;

/// <summary>A connection to Windows Management Instrumentation, for the few things that are offered nowhere else.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WmiSession
{
    private const int Slice = 1000; // ms between two looks at the cancellation token

    private readonly IWbemServices services;

    private WmiSession(IWbemServices services) => this.services = services;

    public static WmiSession Connect(string nameSpace)
    {
        var locator = ComClass.Create<IWbemLocator>(WmiNative.CLSID_WbemLocator);
        var services = locator.ConnectServer(nameSpace, null, null, null, WmiNative.WBEM_FLAG_CONNECT_USE_MAX_WAIT, null, 0);
        SetBlanket(services);
        return new(services);
    }

    /// <summary>Reads the first object that a query finds; the default value of the type when it finds none.</summary>
    public T? QueryFirst<T>(string query, Func<IWbemClassObject, T> read, CancellationToken cancellationToken)
    {
        var found = services.ExecQuery("WQL", query, WmiNative.ForwardOnlyAtOnce, 0);
        SetBlanket(found);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = found.Next(Slice, 1, out var first, out var count);
            Marshal.ThrowExceptionForHR(result);
            if (count == 1)
                return read(first!);
            if (result != WmiNative.WBEM_S_TIMEDOUT)
                return default;
        }
    }

    /// <summary>Calls a method without parameters, and returns once it ended.</summary>
    public void Call(string objectPath, string method) => Call(objectPath, method, null);

    /// <summary>Calls a method with one parameter, a text, and returns once it ended.</summary>
    public void Call(string objectPath, string method, string className, string parameter, string value)
    {
        services.GetObject(className, 0, 0, out var type, 0);
        type.GetMethod(method, 0, out var signature, 0);
        signature.SpawnInstance(0, out var input);
        using (var text = ComVariant.Create(value))
            input.Put(parameter, 0, in text, 0);
        Call(objectPath, method, input);
    }

    /// <summary>Calls a method with parameters of any type, and returns what it says of its success: 0.</summary>
    public int Invoke(
        string objectPath, string className, string method, params IReadOnlyList<(string Name, object Value)> values)
    {
        IWbemClassObject? input = null;
        if (values.Count > 0)
        {
            services.GetObject(className, 0, 0, out var type, 0);
            type.GetMethod(method, 0, out var signature, 0);
            signature.SpawnInstance(0, out input);
        }

        foreach (var (name, value) in values)
        {
            // WMI's 32-bit numbers are signed in a variant.
            using var variant = value switch
            {
                string text => ComVariant.Create(text),
                bool flag => ComVariant.Create(flag),
                int number => ComVariant.Create(number),
                _ => throw new ArgumentException($"{name}: {value.GetType()} has no form in WMI here."),
            };
            input!.Put(name, 0, in variant, 0);
        }

        services.ExecMethod(objectPath, method, 0, 0, input, out var output, 0);
        return output is null ? 0 : Number(output, "ReturnValue") ?? 0;
    }

    /// <summary>A method may tell of its failure by its result alone.</summary>
    private void Call(string objectPath, string method, IWbemClassObject? input)
    {
        services.ExecMethod(objectPath, method, 0, 0, input, out var output, 0);
        if (output is not null && Number(output, "ReturnValue") is { } code)
            Marshal.ThrowExceptionForHR(code);
    }

    public static string? Text(IWbemClassObject source, string property)
    {
        source.Get(property, 0, out var value, 0, 0);
        using (value)
            return value.VarType == VarEnum.VT_BSTR ? value.As<string>() : null;
    }

    public static int? Number(IWbemClassObject source, string property)
    {
        source.Get(property, 0, out var value, 0, 0);
        using (value)
            return value.VarType == VarEnum.VT_I4 ? value.As<int>() : null;
    }

    /// <summary>Lets WMI act in this process's name: by default it may only look at who asks.</summary>
    private static unsafe void SetBlanket<T>(T proxy)
        where T : class
    {
        var pointer = (nint)ComInterfaceMarshaller<T>.ConvertToUnmanaged(proxy);
        try
        {
            Marshal.ThrowExceptionForHR(WmiNative.CoSetProxyBlanket(
                pointer, WmiNative.RPC_C_AUTHN_WINNT, WmiNative.RPC_C_AUTHZ_NONE, 0, WmiNative.RPC_C_AUTHN_LEVEL_CALL,
                WmiNative.RPC_C_IMP_LEVEL_IMPERSONATE, 0, 0));
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }
}
