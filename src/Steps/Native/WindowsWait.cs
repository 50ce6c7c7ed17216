using System.Runtime.Versioning;

namespace OpenLaunch.Steps.Native;

/// <summary>Waits for kernel objects without a thread of its own.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsWait
{
    /// <summary>Returns true when the object is signalled, false when the bound is over.</summary>
    public static async Task<bool> ForSignalAsync(
        WaitHandle handle, TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = ThreadPool.RegisterWaitForSingleObject(
            handle, (_, _) => signalled.TrySetResult(), null, Timeout.Infinite, executeOnlyOnce: true);
        try
        {
            await signalled.Task.WaitAsync(bound, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            registration.Unregister(null);
        }
    }
}
