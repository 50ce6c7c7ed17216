using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Steps.Routes.Native;

/// <summary>Waits for the first change of an interface, an address or a route.</summary>
[SupportedOSPlatform("windows")]
internal static partial class NetworkChangeNotification
{
    private const string Advice = "Check that the service 'Network Store Interface' runs.";

    public static async Task WaitAsync(TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = GCHandle.Alloc(changed);
        var registrations = new List<nint>(3);
        try
        {
            Register(GCHandle.ToIntPtr(context), registrations);
            await changed.Task.WaitAsync(bound, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The bound is over; the caller looks for itself.
        }
        finally
        {
            // Returns only after a callback in progress has ended, so the context below is no longer in use.
            foreach (var registration in registrations)
                _ = CancelMibChangeNotify2(registration);
            context.Free();
        }
    }

    private static unsafe void Register(nint context, List<nint> registrations)
    {
        delegate* unmanaged<nint, nint, int, void> callback = &OnChange;
        Keep(NotifyIpInterfaceChange(SocketAddressFamily.AF_UNSPEC, callback, context, 0, out var handle), handle);
        Keep(NotifyUnicastIpAddressChange(SocketAddressFamily.AF_UNSPEC, callback, context, 0, out handle), handle);
        Keep(NotifyRouteChange2(SocketAddressFamily.AF_UNSPEC, callback, context, 0, out handle), handle);

        void Keep(int error, nint registration)
        {
            if (error != 0)
                throw WindowsException.ForCode("Cannot watch the network for changes", error, Advice);
            registrations.Add(registration);
        }
    }

    [UnmanagedCallersOnly]
    private static void OnChange(nint context, nint row, int notificationType) =>
        ((TaskCompletionSource)GCHandle.FromIntPtr(context).Target!).TrySetResult();

    [LibraryImport("iphlpapi.dll")]
    private static unsafe partial int NotifyIpInterfaceChange(
        ushort family, delegate* unmanaged<nint, nint, int, void> callback, nint context, byte initial, out nint handle);

    [LibraryImport("iphlpapi.dll")]
    private static unsafe partial int NotifyUnicastIpAddressChange(
        ushort family, delegate* unmanaged<nint, nint, int, void> callback, nint context, byte initial, out nint handle);

    [LibraryImport("iphlpapi.dll")]
    private static unsafe partial int NotifyRouteChange2(
        ushort family, delegate* unmanaged<nint, nint, int, void> callback, nint context, byte initial, out nint handle);

    [LibraryImport("iphlpapi.dll")]
    private static partial int CancelMibChangeNotify2(nint handle);
}
