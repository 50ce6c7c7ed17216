using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.InstanceInfo;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.SimulatedMetadata;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Volumes;

namespace OpenLaunch.Runner.Tests.Starts;

/// <summary>When the default plan says "Ready", where Windows' slow calls take as long as published logs tell.</summary>
public sealed class CriticalPathTests : IAsyncDisposable
{
    private static readonly string[] Together = ["activateWindows", "showInstanceInfo", "extendRootPartition", "setAdminAccount"];

    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch);
    private readonly ChangeScope scope = new();
    private readonly StateFolder folder = new();
    private readonly SimulatedMachine machine;
    private readonly SimulatedMetadataService service;
    private readonly List<SlowCall> slow = [];

    public CriticalPathTests()
    {
        machine = new SimulatedMachine(FreshInstance.Read(), scope);
        service = SimulatedMetadataService.Start(machine, new SimulatedKeyPair(folder.At("key-pair.pem")), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Ready_waits_for_the_slowest_of_what_must_precede_it_and_not_for_their_sum()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var ready = new Ready(time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = RunAsync(ready, stop.Token);

        // All are asked for before any answers: then the clock goes on, second by second, until the slowest has.
        await Task.WhenAny(run, Task.WhenAll(slow.Select(call => call.Asked))).WaitAsync(TimeSpan.FromMinutes(2), cancellationToken);
        Assert.All(slow, call => Assert.True(call.Asked.IsCompleted, $"{call.Name} waits for another"));
        for (var half = 0; half < 2 * 17; half++)
            time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.Equal(TimeSpan.FromSeconds(17), await ready.At.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken));
        await stop.CancelAsync();
        await run;
    }

    [Fact]
    public void What_runs_at_the_same_time_keeps_the_order_of_the_console_of_EC2Launch()
    {
        var group = DefaultPlan().Groups.Single(group => group.Entries.Any(entry => entry.Name == "setAdminAccount"));
        Assert.Equal(Together, group.Entries.Select(entry => entry.Name)); // in the order of their console lines
    }

    private static Plan DefaultPlan() => new ConfigurationReader(BuiltInSteps.Catalogue)
        .Read(YamlDocumentReader.Read(File.ReadAllBytes(Repository.File("config", "openlaunch.yml")), "openlaunch.yml")).Plan;

    private async Task RunAsync(Ready ready, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection()
            .AddEngine(time, scope, NullLoggerFactory.Instance)
            .AddBuiltInSteps(folder.Path, folder.At("log"))
            .AddSimulatedPorts(machine);
        // The durations: logs of EC2Launch v1 that users published.
        Slow<IActivation>(services, nameof(IActivation.ActivateAsync), 2.5);
        Slow<IInstanceFacts>(services, nameof(IInstanceFacts.ListDriversAsync), 17);
        Slow<IDisks>(services, nameof(IDisks.ListAsync), 2);
        Slow<ILocalAccounts>(services, nameof(ILocalAccounts.SetPasswordAsync), 3);
        await using var provider = services.BuildServiceProvider();
        using var client = new MetadataClient(
            new() { Endpoint = MetadataEndpoint.At(service.Endpoint), Connect = new SimulatedNetwork(machine).ConnectAsync },
            TimeProvider.System);
        using var session = await RunSession.OpenAsync(folder.Path, time, cancellationToken);
        var console = new InstanceConsole(new StreamConsolePort(Stream.Null), time, Enum.GetValues<ConsoleTopic>());
        await EngineBuilder.Build(provider, client, console, [ready], "0.0.0")
            .RunAsync(DefaultPlan(), session, new RunOptions(), cancellationToken);
    }

    /// <summary>Puts a port in the place of the simulated one whose named call takes a while on the engine's clock.</summary>
    private void Slow<TPort>(IServiceCollection services, string call, double seconds)
        where TPort : class
    {
        var descriptor = services.Last(service => service.ServiceType == typeof(TPort));
        var slowCall = new SlowCall(call, TimeSpan.FromSeconds(seconds), time);
        slow.Add(slowCall);
        services.AddSingleton(provider =>
        {
            var port = DispatchProxy.Create<TPort, SlowPort<TPort>>();
            var inner = (TPort)(descriptor.ImplementationInstance ?? descriptor.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!));
            ((SlowPort<TPort>)(object)port).Set(inner, slowCall);
            return port;
        });
    }

    /// <summary>A call of Windows that takes its time.</summary>
    private sealed class SlowCall(string name, TimeSpan duration, TimeProvider time)
    {
        private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => name;

        public Task Asked => asked.Task;

        /// <summary>Takes it the first time: what is asked again is known to Windows by then.</summary>
        public async Task WaitAsync()
        {
            if (asked.Task.IsCompleted)
                return;
            var wait = Task.Delay(duration, time);
            asked.SetResult();
            await wait;
        }
    }

    [SuppressMessage("Performance", "CA1852", Justification = "a proxy derives from it at run time")]
    private class SlowPort<TPort> : DispatchProxy
    {
        private TPort? inner;
        private SlowCall? slow;

        public void Set(TPort port, SlowCall call) => (inner, slow) = (port, call);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            object? Call() => targetMethod!.Invoke(inner, args);
            if (targetMethod!.Name != slow!.Name)
                return Call();
            return targetMethod.ReturnType == typeof(Task)
                ? AfterAsync<object>(async () => { await (Task)Call()!; return null!; })
                : typeof(SlowPort<TPort>).GetMethod(nameof(ValueAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
                    .MakeGenericMethod(targetMethod.ReturnType.GetGenericArguments()).Invoke(this, [(Func<object?>)Call]);
        }

        private Task<T> ValueAsync<T>(Func<object?> call) => AfterAsync(() => (Task<T>)call()!);

        private async Task<T> AfterAsync<T>(Func<Task<T>> call)
        {
            await slow!.WaitAsync();
            return await call();
        }
    }

    /// <summary>Notes when the default plan's announceReady began.</summary>
    private sealed class Ready(FakeTimeProvider time) : IRunListener
    {
        private readonly TaskCompletionSource<TimeSpan> at = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TimeSpan> At => at.Task;

        public void Handle(RunEvent runEvent)
        {
            if (runEvent is RunEvent.StepStarted { Entry.Name: "announceReady" })
                at.TrySetResult(time.GetUtcNow() - DateTimeOffset.UnixEpoch);
        }
    }
}
