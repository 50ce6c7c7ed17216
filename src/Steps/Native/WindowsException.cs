using System.ComponentModel;
using System.Runtime.InteropServices;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Native;

/// <summary>Windows refused something: says what, on what, the error code with its text, and what to do.</summary>
internal sealed class WindowsException : MachineException
{
    /// <summary>States a failure in words.</summary>
    public WindowsException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    private WindowsException(string message, Exception inner, int code)
        : base(message, inner) => Code = code;

    /// <summary>The Win32 error code or HRESULT; 0 when the failure has none.</summary>
    public int Code { get; }

    /// <summary>Makes the exception of a Win32 error code.</summary>
    public static WindowsException ForCode(string what, int code, string advice)
    {
        var inner = new Win32Exception(code);
        return new($"{what}: Win32 error {code} ({inner.Message.TrimEnd('.')}). {advice}", inner, code);
    }

    /// <summary>Makes the exception of the last Win32 error of this thread; call it right after the failed function.</summary>
    public static WindowsException ForLastError(string what, string advice) =>
        ForCode(what, Marshal.GetLastPInvokeError(), advice);

    /// <summary>Makes the exception of a failed COM call.</summary>
    public static WindowsException ForCom(string what, Exception cause, string advice) =>
        new($"{what}: HRESULT 0x{cause.HResult:X8} ({cause.Message.TrimEnd('.')}). {advice}", cause, cause.HResult);

    /// <summary>Makes the exception of a function that this Windows does not have.</summary>
    public static WindowsException ForMissingFunction(string what, Exception cause) =>
        new($"{what}: this Windows lacks the function ({cause.Message.TrimEnd('.')}). Use Windows Server 2016 or newer.", cause);
}
