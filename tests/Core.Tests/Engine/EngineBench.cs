using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>Runs plans over a real state folder, one after the other, as boots do.</summary>
internal sealed class EngineBench : IRunListener, IReboot, IHostIdentity, IDisposable
{
    private readonly MemoryStream console = new();

    public string StateFolder { get; } = Directory.CreateTempSubdirectory("openlaunch-engine-").FullName;

    public string JournalPath => Path.Combine(StateFolder, JournalFile.FileName);

    public string BootId { get; set; } = "1";

    public string MachineId { get; set; } = "machine-a";

    public string OsBuild { get; set; } = "20348.2849";

    public FakeMetadata Metadata { get; set; } = new("i-0000000000000000a");

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public List<RunEvent> Events { get; } = [];

    public List<string> Reboots { get; } = [];

    public string ConsoleText => System.Text.Encoding.UTF8.GetString(console.ToArray());

    public Task<RunResult> RunAsync(params PlanEntry[] entries) => RunAsync(new RunOptions(), entries);

    public Task<RunResult> RunAsync(RunOptions options, params PlanEntry[] entries) =>
        RunAsync(new Plan([.. entries.Select(entry => new PlanGroup([entry]))]), options, TestContext.Current.CancellationToken);

    public async Task<RunResult> RunAsync(Plan plan, RunOptions options, CancellationToken cancellationToken)
    {
        using var session = options.DryRun
            ? RunSession.OpenReadOnly(StateFolder, Time)
            : await RunSession.OpenAsync(StateFolder, Time, CancellationToken.None);
        return await new PlanRunner(Environment()).RunAsync(plan, session, options, cancellationToken);
    }

    public IReadOnlyList<JournalRecord> Journal() => JournalContent.Read(JournalPath).Records;

    public void Handle(RunEvent runEvent) => Events.Add(runEvent);

    public Task RequestAsync(string reason, CancellationToken cancellationToken)
    {
        Reboots.Add(reason);
        BootId += "+";
        return Task.CompletedTask;
    }

    public void Dispose() => Directory.Delete(StateFolder, recursive: true);

    private RunEnvironment Environment() => new()
    {
        Services = new ServiceCollection().BuildServiceProvider(),
        Metadata = Metadata,
        Console = new InstanceConsole(new StreamConsolePort(console), Time, Enum.GetValues<ConsoleTopic>()),
        Host = this,
        Reboot = this,
        ChangeScope = new ChangeScope(),
        LoggerFactory = NullLoggerFactory.Instance,
        Listeners = [this],
        Time = Time,
        AgentVersion = "0.0.0-test",
    };
}
