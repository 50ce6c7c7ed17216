using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Scripts.Native;

namespace OpenLaunch.Steps.Scripts;

/// <summary>Attributes of a new process, in unmanaged memory.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class WindowsProcessAttributes : IDisposable
{
    private WindowsProcessAttributes(void* pointer) => Pointer = pointer;

    public void* Pointer { get; private set; }

    /// <summary>The one attribute that names the handles to inherit.</summary>
    /// <param name="handles">The handles; must stay where they are until the process is made.</param>
    public static WindowsProcessAttributes ForHandles(nint* handles, int count)
    {
        const string What = "Cannot prepare the handles that the script inherits";
        const string Advice = "Run it again; if it persists, restart Windows.";
        nuint size = 0;
        ProcessNative.InitializeProcThreadAttributeList(null, 1, 0, ref size);
        var memory = NativeMemory.Alloc(size);
        if (!ProcessNative.InitializeProcThreadAttributeList(memory, 1, 0, ref size))
        {
            NativeMemory.Free(memory);
            throw WindowsException.ForLastError(What, Advice);
        }

        var list = new WindowsProcessAttributes(memory);
        if (ProcessNative.UpdateProcThreadAttribute(
            memory, 0, ProcessNative.PROC_THREAD_ATTRIBUTE_HANDLE_LIST, handles, (nuint)(count * sizeof(nint)), 0, 0))
        {
            return list;
        }

        var error = WindowsException.ForLastError(What, Advice);
        list.Dispose();
        throw error;
    }

    public void Dispose()
    {
        if (Pointer is null)
            return;
        ProcessNative.DeleteProcThreadAttributeList(Pointer);
        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
