using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>Runs plans over a real state folder, one after the other, as boots do.</summary>
internal sealed class EngineBench : IRunListener, IReboot, IHostIdentity, IDisposable
{
    private string bootId = "1";
    private string machineId = "machine-a";
    private string osBuild = "20348.2849";

    private readonly MemoryStream written = new();

    public string StateFolder { get; } = Directory.CreateTempSubdirectory("openlaunch-engine-").FullName;

    public string JournalPath => Path.Combine(StateFolder, JournalFile.FileName);

    public string BootId
    {
        get => ThrowingHost ? throw new InvalidOperationException("the registry is gone") : bootId;
        set => bootId = value;
    }

    public string MachineId
    {
        get => ThrowingHost ? throw new InvalidOperationException("the registry is gone") : machineId;
        set => machineId = value;
    }

    public string OsBuild
    {
        get => ThrowingHost ? throw new InvalidOperationException("the registry is gone") : osBuild;
        set => osBuild = value;
    }

    public bool ThrowingHost { get; set; }

    /// <summary>Why Windows refuses each restart; null where it restarts.</summary>
    public string? RefusesRestart { get; set; }

    /// <summary>Listeners before the bench itself.</summary>
    public List<IRunListener> Listeners { get; } = [];

    public IConsolePort? Port { get; set; }

    public ILoggerFactory Log { get; set; } = NullLoggerFactory.Instance;

    public FakeMetadata Metadata { get; set; } = new("i-0000000000000000a");

    /// <summary>A client to use in place of the double.</summary>
    public IMetadataClient? RealMetadata { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public List<RunEvent> Events { get; } = [];

    public List<string> Reboots { get; } = [];

    public string ConsoleText => System.Text.Encoding.UTF8.GetString(written.ToArray());

    public Task<RunResult> RunAsync(params PlanEntry[] entries) => RunAsync(new RunOptions(), entries);

    public Task<RunResult> RunAsync(RunOptions options, params PlanEntry[] entries) =>
        RunAsync(Plan.Of(entries), options, TestContext.Current.CancellationToken);

    public async Task<RunResult> RunAsync(Plan plan, RunOptions options, CancellationToken cancellationToken)
    {
        using var session = options.DryRun
            ? RunSession.OpenReadOnly(StateFolder, Time)
            : await RunSession.OpenAsync(StateFolder, Time, CancellationToken.None);
        var console = new InstanceConsole(Port ?? new StreamConsolePort(written), Time, Enum.GetValues<ConsoleTopic>());
        await using var services = new ServiceCollection().AddEngine(Time, new ChangeScope(), Log)
            .AddSingleton<IHostIdentity>(this).AddSingleton<IReboot>(this).BuildServiceProvider();
        return await EngineBuilder
            .Build(services, RealMetadata ?? Metadata, console, [.. Listeners, this], "0.0.0-test")
            .RunAsync(plan, session, options, cancellationToken);
    }

    /// <summary>A run whose process dies in the middle of a step: its start is in the journal and nothing after it.</summary>
    public void Interrupt(string name, string run)
    {
        using var journal = JournalFile.Open(StateFolder, out _);
        var start = new JournalRecord { Kind = JournalRecordKind.Run, Time = Time.GetUtcNow(), Run = run };
        journal.Append(start with { Schema = 1, Boot = bootId, Machine = machineId, Entries = [name] });
        journal.Append(start with
        {
            Kind = JournalRecordKind.Step, Name = name, Step = "scripted", Machine = machineId, Instance = "i-0000000000000000a",
        });
    }

    public IReadOnlyList<JournalRecord> Journal() => JournalContent.Read(JournalPath).Records;

    public void Handle(RunEvent runEvent) => Events.Add(runEvent);

    public Task RequestAsync(string reason, CancellationToken cancellationToken)
    {
        Reboots.Add(reason);
        if (RefusesRestart is not null)
            throw new InvalidOperationException(RefusesRestart);
        BootId += "+";
        return Task.CompletedTask;
    }

    public void Dispose() => Directory.Delete(StateFolder, recursive: true);
}
