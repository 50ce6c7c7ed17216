using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Time.Testing;

namespace OpenLaunch.Runner.Tests;

/// <summary>
/// The agent as a service, in the hands of the ServiceBase of Windows: what the service control manager does is done here, and
/// everything but the last call to Windows runs on any machine.
/// </summary>
public class ServiceShutdownTests
{
    private const BindingFlags All = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;
    private const int Running = 4; // SERVICE_RUNNING

    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task A_shutdown_of_Windows_cancels_the_work_and_does_not_crash_the_service()
    {
        var cancelled = new TaskCompletionSource();
        var service = Start(async token =>
        {
            using var registration = token.Register(cancelled.SetResult);
            await cancelled.Task;
            return 0;
        });

        await ShutDownAsync(service);

        Assert.True(cancelled.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Work_that_does_not_end_is_waited_for_no_longer_than_a_shutdown_may_take()
    {
        var service = Start(_ => new TaskCompletionSource<int>().Task);
        var shutdown = ShutDownAsync(service);

        while (!shutdown.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await shutdown;
    }

    [Fact]
    public async Task Work_that_fails_while_Windows_shuts_down_does_not_crash_the_service()
    {
        var service = Start(async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new InvalidOperationException("the journal is gone");
        });
        await ShutDownAsync(service);
    }

    [Fact]
    public async Task A_failure_is_told_to_Windows_with_the_exit_code_of_the_run()
    {
        var service = Start(_ => Task.FromResult(78));
        await (Task<int>)service.GetType().GetField("running", All)!.GetValue(service)!;
        var status = StatusOf(service).Status;

        Assert.Equal(1066, FieldOf(status, "win32ExitCode")); // ERROR_SERVICE_SPECIFIC_ERROR
        Assert.Equal(78, FieldOf(status, "serviceSpecificExitCode"));
    }

    private static int FieldOf(object status, string name) => (int)status.GetType().GetField(name, All)!.GetValue(status)!;

    private static (FieldInfo Field, object Status) StatusOf(object service)
    {
        var field = service.GetType().BaseType!.GetField("_status", All)!;
        return (field, field.GetValue(service)!);
    }

    private static Task ShutDownAsync(object service) => Task.Run(() =>
    {
        var (field, status) = StatusOf(service);
        status.GetType().GetField("currentState", All)!.SetValue(status, Running);
        field.SetValue(service, status);
        try
        {
            service.GetType().BaseType!.GetMethod("DeferredShutdown", All)!.Invoke(service, null);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is DllNotFoundException)
        {
            // "Stopped" is told to Windows, which is not there.
        }
    });

    private object Start(Func<CancellationToken, Task<int>> work)
    {
        var type = new WindowsContext().LoadFromAssemblyName(new("openlaunch"))
            .GetType("OpenLaunch.Runner.Composition.WindowsAgentService")!;
        var service = Activator.CreateInstance(type, "OpenLaunchWatch", work, time)!;
        type.GetMethod("OnStart", All)!.Invoke(service, [Array.Empty<string>()]);
        return service;
    }

    /// <summary>The program with the ServiceBase of Windows; that of other systems throws whatever is asked of it.</summary>
    private sealed class WindowsContext : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
        {
            "openlaunch" => LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "openlaunch.dll")),
            "System.ServiceProcess.ServiceController" => LoadFromAssemblyPath(Path.Combine(
                AppContext.BaseDirectory, "runtimes", "win", "lib", "net10.0", "System.ServiceProcess.ServiceController.dll")),
            _ => null,
        };
    }
}
