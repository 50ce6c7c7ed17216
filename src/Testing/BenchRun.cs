using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Testing;

/// <summary>One run of a bench.</summary>
internal sealed class BenchRun(
    string folder, SimulatedMachine machine, ChangeScope scope, IMetadataClient metadata, TimeProvider time) : IDisposable
{
    private readonly MemoryStream written = new();
    private readonly MemoryLog log = new();
    private readonly BenchListener listener = new();

    public async Task<StepRun> RunAsync(
        PlanEntry entry, RunOptions options, Action<IServiceCollection>? register, CancellationToken cancellationToken)
    {
        var services = Services(entry, register);
        await using (services)
        {
            using var session = options.DryRun
                ? RunSession.OpenReadOnly(folder, time)
                : await RunSession.OpenAsync(folder, time, cancellationToken);
            var console = new InstanceConsole(new StreamConsolePort(written), time, Enum.GetValues<ConsoleTopic>());
            var version = typeof(IStep).Assembly.GetName().Version!.ToString(3);
            var result = await EngineBuilder.Build(services, metadata, console, [listener], version)
                .RunAsync(Plan.Of([entry]), session, options, cancellationToken);
            return Describe(result.Steps.Single());
        }
    }

    public void Dispose()
    {
        written.Dispose();
        log.Dispose();
    }

    /// <summary>In the order of a real run, in which ports win over modules; what the test registers wins over all.</summary>
    private ServiceProvider Services(PlanEntry entry, Action<IServiceCollection>? register)
    {
        var services = new ServiceCollection();
        ExtensionSet.AddModules(entry.Definition.StepType.Assembly, services);
        services
            .AddEngine(time, scope, log)
            .AddBuiltInSteps(folder, Path.Combine(folder, "log"))
            .AddSimulatedPorts(machine);
        register?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private StepRun Describe(StepResult result)
    {
        var journal = Path.Combine(folder, JournalFile.FileName);
        return new StepRun
        {
            Outcome = result.Outcome,
            Changes = result.Changes,
            Console = [.. Lines()],
            Log = log.Lines,
            Progress = listener.Progress,
            Journal = File.Exists(journal) ? File.ReadAllText(journal) : "",
        };
    }

    private IEnumerable<string> Lines() => Encoding.UTF8.GetString(written.ToArray())
        .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line[(line.IndexOf("Z: ", StringComparison.Ordinal) + 3)..]);
}
