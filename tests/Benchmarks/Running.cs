using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Benchmarks;

/// <summary>
/// A whole run of steps that change one thing each, with the journal on this disk: the difference of two counts is what a step
/// costs, the records that are flushed among it.
/// </summary>
[MemoryDiagnoser]
public class EngineRun
{
    private string folder = "";
    private MachineState machine = FreshInstance.Read();

    [Params(1, 11)]
    public int Steps { get; set; }

    [Params(false, true)]
    public bool DryRun { get; set; }

    [IterationSetup]
    public void MakeMachine()
    {
        folder = Directory.CreateTempSubdirectory("openlaunch-benchmark-").FullName;
        machine = FreshInstance.Read();
    }

    [IterationCleanup]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Benchmark]
    public async Task<RunResult> Run()
    {
        var (time, scope) = (TimeProvider.System, new ChangeScope());
        using var session = DryRun
            ? RunSession.OpenReadOnly(folder, time)
            : await RunSession.OpenAsync(folder, time, CancellationToken.None);
        await using var services = new ServiceCollection().AddEngine(time, scope, NullLoggerFactory.Instance)
            .AddSimulatedPorts(new SimulatedMachine(machine, scope)).BuildServiceProvider();
        var console = new InstanceConsole(new StreamConsolePort(Stream.Null), time, []);
        return await EngineBuilder.Build(services, new NoMetadata(), console, [], "0.0.0")
            .RunAsync(
                Plan.Of([.. Enumerable.Range(1, Steps).Select(Entry)]), session, new RunOptions { DryRun = DryRun },
                CancellationToken.None);
    }

    private static PlanEntry Entry(int number) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"step{number}"),
        Definition = StepDefinition.For<OneChange, NoInputs>(_ => new OneChange()),
        Inputs = new NoInputs(),
    };

    [Step("oneChange", "Changes one thing")]
    private sealed class OneChange : Step<NoInputs>
    {
        public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
        {
            await context.ChangeAsync("change it", _ => Task.CompletedTask, cancellationToken);
            return StepOutcome.Done;
        }
    }

    /// <summary>Asked for the instance id alone; over HTTP it would be measured too.</summary>
    private sealed class NoMetadata : IMetadataClient
    {
        public MetadataProtocol Protocol => MetadataProtocol.V2;

        public Task WaitAsync(IProgress<MetadataWaitProgress>? progress, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<string?> GetAsync(string path, CancellationToken cancellationToken) =>
            Task.FromResult<string?>("i-00000000000000001");

        public Task<byte[]?> GetUserDataAsync(CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);
    }
}
