using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Simulation;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.UserData;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>runUserData with the steps of the catalogue on a simulated machine, whose journal lasts from run to run.</summary>
internal sealed class UserDataBench : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-");

    public UserDataBench() => Machine = new SimulatedMachine(State, Scope);

    public string Folder => folder.FullName;

    public ChangeScope Scope { get; } = new();

    public Dictionary<string, string> Kept { get; } = [];

    public AdminLogon Logon { get; } = new();

    public DetachedTasks Detached { get; } = new();

    public MachineState State { get; } = new() { ComputerName = "EC2AMAZ-4F7Q2MK" };

    public SimulatedMachine Machine { get; }

    /// <summary>Whether the journal cannot be written.</summary>
    public bool IsFull { get; set; }

    public StepCatalogue Catalogue { get; set; } = BuiltInSteps.Catalogue;

    public ScheduleRequest Request => new(Path.Combine(Folder, "schedule.request"));

    public List<string> Scripts =>
        Machine.Read(state => state.Scripts.Select(script => $"{script.Language} as {script.RunAs}").ToList());

    public string LogFile(string name) => Path.Combine(Folder, "log", "userdata", name);

    public string FilePath(string name) => Path.Combine(Folder, "userdata", "files", name);

    public async Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(
        IMetadataClient metadata, RunUserDataInputs? inputs = null, bool resumed = false, bool dryRun = false, bool force = false,
        bool postponed = false, TimeProvider? time = null, Action<IServiceCollection>? change = null, CancellationToken? cancellation = null,
        Action<string>? beforeChange = null)
    {
        var services = new ServiceCollection().AddBuiltInSteps(Folder, Path.Combine(Folder, "log"), Catalogue)
            .AddSimulatedPorts(Machine).AddSingleton(Scope).AddSingleton(Logon).AddSingleton(Detached)
            .AddSingleton(time ?? TimeProvider.System);
        change?.Invoke(services);
        // The provider is not disposed of: that would end what is detached.
        var provider = services.BuildServiceProvider();
        var context = TestStepContext.Create(Scope, metadata, dryRun, resumed, Kept, force, postponed, time);
        (context.BeforeChange, context.IsFull) = (beforeChange, IsFull);
        Assert.True(BuiltInSteps.Catalogue.TryFind("runUserData", out var definition));
        var step = (RunUserDataStep)definition.Create(provider);
        return (await step.RunAsync(inputs ?? new(), context, cancellation ?? TestContext.Current.CancellationToken), context);
    }

    public Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(
        string? userData, RunUserDataInputs? inputs = null, bool resumed = false, bool dryRun = false, bool force = false,
        bool postponed = false, TimeProvider? time = null, IProcessRunner? runner = null, CancellationToken? cancellation = null) =>
        RunAsync(new TestMetadata { UserData = userData }, inputs, resumed, dryRun, force, postponed, time, services =>
        {
            if (runner is not null)
                services.AddSingleton(runner);
        }, cancellation);

    /// <summary>Runs until the first change is about to be made, and loses all that comes after, as in a power cut.</summary>
    public async Task CutPowerAsync(string userData)
    {
        Dictionary<string, string>? kept = null;
        await RunAsync(new TestMetadata { UserData = userData }, beforeChange: _ =>
        {
            kept ??= new(Kept);
            throw new IOException("the power is gone");
        });
        Assert.NotNull(kept);
        Kept.Clear();
        foreach (var (key, value) in kept)
            Kept.Add(key, value);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
