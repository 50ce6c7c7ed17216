using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.SimulatedMetadata;

namespace OpenLaunch.Testing;

/// <summary>
/// Runs one step as a boot does: the real engine with its journal, the real metadata client, and a simulated machine with its
/// metadata service. Needs neither Windows nor EC2. A second run goes on from where the first one left machine and journal.
/// </summary>
/// <remarks>Simulated ports refuse a write outside <see cref="StepContext.ChangeAsync"/>, so each test checks the rule.</remarks>
public sealed class StepBench : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("openlaunch-bench-").FullName;
    private readonly StepDefinition definition;
    private readonly Action<IServiceCollection>? configure;
    private readonly ChangeScope scope = new();
    private readonly SimulatedMachine simulated;
    private readonly SimulatedMetadataService metadata;
    private object inputs;
    private SecretInputs? secrets;

    private StepBench(StepDefinition definition, Action<IServiceCollection>? configure, MachineState machine)
    {
        (this.definition, this.configure, Machine) = (definition, configure, machine);
        inputs = definition.CreateInputs();
        simulated = new SimulatedMachine(machine, scope);
        metadata = SimulatedMetadataService.Start(
            simulated, new SimulatedKeyPair(Path.Combine(folder, "key-pair.pem")), TimeProvider.System);
    }

    /// <summary>The machine: set it up before a run, look at it afterwards. A new EC2 instance at its first boot.</summary>
    public MachineState Machine { get; }

    /// <summary>The longest one attempt of the step may take. Default: 1 minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How a failed attempt is repeated, or null for not at all. Default: null.</summary>
    public RetrySettings? Retry { get; set; }

    /// <summary>The clock of engine and step. Default: the system's.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Makes a bench for a step.</summary>
    /// <typeparam name="TStep">The step class.</typeparam>
    /// <param name="configure">
    /// Registers services after the ports and the modules of the step's assembly, so that a test may put its own in their place.
    /// </param>
    /// <param name="machine">The machine, or null for a new EC2 instance at its first boot.</param>
    /// <exception cref="ArgumentException">The class cannot be a step; says why.</exception>
    public static StepBench For<TStep>(Action<IServiceCollection>? configure = null, MachineState? machine = null)
        where TStep : IStep => new(ExtensionTypes.Describe<TStep>(), configure, machine ?? FreshInstance.Read());

    /// <summary>Runs the step with inputs as a plan states them, so that their names, types and checks are tested too.</summary>
    /// <param name="yaml">The YAML below <c>inputs:</c>; empty for no inputs.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <exception cref="ConfigurationException">The inputs are not valid.</exception>
    public Task<StepRun> RunAsync(string yaml, CancellationToken cancellationToken = default)
    {
        (inputs, secrets) = ReadInputs(yaml);
        return RunOnceAsync(new RunOptions(), cancellationToken);
    }

    /// <summary>Runs the step with inputs that are made in code, and not checked.</summary>
    /// <param name="given">The inputs; of the step's own type.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public Task<StepRun> RunAsync(object given, CancellationToken cancellationToken = default)
    {
        secrets = null;
        inputs = definition.InputsType.IsInstanceOfType(given)
            ? given
            : throw new ArgumentException($"The inputs of {definition.Name} are {definition.InputsType}, not {given?.GetType()}");
        return RunOnceAsync(new RunOptions(), cancellationToken);
    }

    /// <summary>Runs the step with the same inputs once more: the next run, after the restart if it asked for one.</summary>
    /// <param name="cancellationToken">Cancels the run.</param>
    public Task<StepRun> RunAgainAsync(CancellationToken cancellationToken = default) =>
        RunOnceAsync(new RunOptions(), cancellationToken);

    /// <summary>Tells what the step would change, and changes nothing.</summary>
    /// <param name="yaml">The YAML below <c>inputs:</c>; null for those of the run before, else the defaults.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public Task<StepRun> DryRunAsync(string? yaml = null, CancellationToken cancellationToken = default)
    {
        if (yaml is not null)
            (inputs, secrets) = ReadInputs(yaml);
        return RunOnceAsync(new RunOptions { DryRun = true }, cancellationToken);
    }

    /// <summary>Restarts the machine as an operator would. A restart that the step asks for happens by itself.</summary>
    public void Reboot() => simulated.Happen(SimulatedStart.Restart);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await metadata.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private (object, SecretInputs?) ReadInputs(string yaml)
    {
        var entry = OneStepPlan.Read(
            new StepCatalogue([definition]), definition.Name,
            string.IsNullOrWhiteSpace(yaml) ? null : YamlDocumentReader.Read(yaml, "inputs").Root, "inputs").Entries.Single();
        return (entry.Inputs, entry.Secrets);
    }

    private async Task<StepRun> RunOnceAsync(RunOptions options, CancellationToken cancellationToken)
    {
        using var client = new MetadataClient(
            new MetadataOptions
            {
                Endpoint = MetadataEndpoint.At(metadata.Endpoint),
                Connect = new SimulatedNetwork(simulated).ConnectAsync,
                Timeout = TimeSpan.FromSeconds(5),
            },
            Time);
        using var run = new BenchRun(folder, simulated, scope, client, Time);
        var entry = new PlanEntry
        {
            Name = definition.Name,
            Definition = definition,
            Inputs = inputs,
            Secrets = secrets,
            Frequency = definition.Frequency,
            Timeout = Timeout,
            Retry = Retry,
        };
        return await run.RunAsync(entry, options, configure, cancellationToken);
    }
}
