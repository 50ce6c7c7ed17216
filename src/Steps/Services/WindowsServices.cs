using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Services.Native;

namespace OpenLaunch.Steps.Services;

/// <summary>The services of this Windows, through the service control manager.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsServices(TimeProvider time) : IServices
{
    private const string Advice = ServiceManager.Advice;
    private const string SeeEventLog = "See its entries in the event log.";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public Task<ServiceStatus?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var service = ServiceManager.TryOpen(name, ServicesNative.QueryAccess);
        return Task.FromResult(
            service is null ? null : new ServiceStatus(ReadState(service, name), ReadStartType(service, name)));
    }

    /// <exception cref="WindowsException">The service is not installed, or Windows refused.</exception>
    public Task SetStartTypeAsync(string name, ServiceStartType startType, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var service = ServiceManager.Open(name, ServicesNative.SERVICE_CHANGE_CONFIG);
        var native = startType switch
        {
            ServiceStartType.Automatic => ServicesNative.SERVICE_AUTO_START,
            ServiceStartType.Manual => ServicesNative.SERVICE_DEMAND_START,
            _ => ServicesNative.SERVICE_DISABLED,
        };
        if (!ServicesNative.ChangeServiceConfigW(
            service, ServicesNative.SERVICE_NO_CHANGE, native, ServicesNative.SERVICE_NO_CHANGE, 0, 0, 0, 0, 0, 0, 0))
        {
            throw WindowsException.ForLastError($"Cannot set the start type of the service '{name}' to {startType}", Advice);
        }

        return Task.CompletedTask;
    }

    /// <exception cref="WindowsException">The service is not installed, is disabled, or fails to start.</exception>
    public async Task StartAsync(string name, TimeSpan bound, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var service = ServiceManager.Open(name, ServicesNative.QueryAccess | ServicesNative.SERVICE_START);
        if (!ServicesNative.StartServiceW(service, 0, 0)
            && Marshal.GetLastPInvokeError() != ServicesNative.ERROR_SERVICE_ALREADY_RUNNING)
        {
            throw WindowsException.ForLastError($"Cannot start the service '{name}'", Advice);
        }

        await WaitForAsync(service, name, ServiceState.Running, bound, cancellationToken);
    }

    /// <summary>Stops a service and returns once it has stopped; no error when it does not run.</summary>
    /// <exception cref="WindowsException">The service is not installed, or does not take a stop now.</exception>
    /// <exception cref="TimeoutException">It has not stopped within the bound.</exception>
    public async Task StopAsync(string name, TimeSpan bound, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var service = ServiceManager.Open(name, ServicesNative.QueryAccess | ServicesNative.SERVICE_STOP);
        var start = time.GetTimestamp();
        while (!ServicesNative.ControlService(service, ServicesNative.SERVICE_CONTROL_STOP, out _))
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == ServicesNative.ERROR_SERVICE_NOT_ACTIVE)
                break;

            // A service that is just starting or stopping takes no control code (ControlService).
            if (error != ServicesNative.ERROR_SERVICE_CANNOT_ACCEPT_CTRL || time.GetElapsedTime(start) >= bound)
                throw WindowsException.ForCode($"Cannot stop the service '{name}'", error, Advice);
            await Task.Delay(Pause, time, cancellationToken);
        }

        await WaitForAsync(service, name, ServiceState.Stopped, bound, cancellationToken);
    }

    /// <summary>
    /// Windows tells of service changes by asynchronous procedure calls, which need a thread that waits for them; asking
    /// four times a second costs less than that thread.
    /// </summary>
    private async Task WaitForAsync(
        SafeServiceHandle service, string name, ServiceState wanted, TimeSpan bound, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (ReadState(service, name) is var state && state != wanted)
        {
            if (state == ServiceState.Stopped)
                throw new WindowsException($"The service '{name}' stopped while it started. {SeeEventLog}", null);
            if (time.GetElapsedTime(start) >= bound)
                throw new TimeoutException($"The service '{name}' is not {Word(wanted)} after {bound}. {SeeEventLog}");
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static string Word(ServiceState state) => state.ToString().ToLowerInvariant();

    private static unsafe ServiceState ReadState(SafeServiceHandle service, string name)
    {
        var status = default(SERVICE_STATUS_PROCESS);
        if (!ServicesNative.QueryServiceStatusEx(
            service, ServicesNative.SC_STATUS_PROCESS_INFO, &status, (uint)sizeof(SERVICE_STATUS_PROCESS), out _))
        {
            throw WindowsException.ForLastError($"Cannot read the state of the service '{name}'", Advice);
        }

        return status.dwCurrentState switch
        {
            ServicesNative.SERVICE_RUNNING => ServiceState.Running,
            ServicesNative.SERVICE_STOPPED => ServiceState.Stopped,
            _ => ServiceState.Changing,
        };
    }

    private static unsafe ServiceStartType ReadStartType(SafeServiceHandle service, string name)
    {
        const int LargestAnswer = 8 * 1024; // as documented
        var buffer = stackalloc ulong[LargestAnswer / sizeof(ulong)];
        if (!ServicesNative.QueryServiceConfigW(service, buffer, LargestAnswer, out _))
            throw WindowsException.ForLastError($"Cannot read the configuration of the service '{name}'", Advice);
        return ((QUERY_SERVICE_CONFIGW*)buffer)->dwStartType switch
        {
            ServicesNative.SERVICE_DISABLED => ServiceStartType.Disabled,
            ServicesNative.SERVICE_DEMAND_START => ServiceStartType.Manual,
            _ => ServiceStartType.Automatic, // drivers started at boot included
        };
    }
}
