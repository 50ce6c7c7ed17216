using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Replacement;
using OpenLaunch.Steps.Wallpaper;

namespace OpenLaunch.Runner.Composition;

/// <summary>Runs plans with the parts of a run, and lets go of lock, journal and parts in the end.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private readonly Closing closing;
    private readonly RunParts parts;
    private readonly RunSession? held;

    private RunHost(Closing closing, RunParts parts, RunSession? held)
    {
        (this.closing, this.parts, this.held) = (closing, parts, held);
        if (held is null || parts.Options.Start is not { } wish)
            return;
        var host = HostFacts.Read(Ports.GetRequiredService<IHostIdentity>, held.History, held.RunId, _ => { });
        var plan = StartPlan.With(Configuration.Plan, wish.Steps, Ports.GetRequiredService<StepCatalogue>());
        var start = StartPlan.Of(plan, wish.Starts, held.History, host.MachineId, host.BootId);
        this.parts = parts with { Configuration = Configuration with { Plan = start.Plan } };
        IsRoutine = start.IsRoutine;
    }

    /// <summary>Whether the run is one of a start that has nothing to see to but routes, time and activation.</summary>
    public bool IsRoutine { get; }

    /// <summary>What the configuration asks for.</summary>
    public LaunchConfiguration Configuration => parts.Configuration;

    /// <summary>The machine under the run.</summary>
    public IMachine Machine => parts.Machine;

    /// <summary>The ports of the machine.</summary>
    public IServiceProvider Ports => parts.Services;

    /// <summary>The metadata service.</summary>
    public IMetadataClient Metadata => parts.Metadata;

    /// <summary>The agent's log.</summary>
    public ILoggerFactory Log => parts.Log;

    /// <summary>The lines that this run wrote to the instance console.</summary>
    public IEnumerable<string> ConsoleLines => parts.Console.Lines;

    /// <summary>Takes the lock, and opens all a run needs.</summary>
    /// <exception cref="ConfigurationException">The configuration or the machine file is bad; nothing ran.</exception>
    /// <exception cref="RunLockedException">Another run is under way.</exception>
    public static async Task<RunHost> OpenAsync(
        HostOptions options, Func<ConfigurationSource, LaunchConfiguration> configure, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var closing = new Closing(Console.Error.WriteLine, time);
        var areOurs = false;
        try
        {
            options.Folders.DemandNoLinks();
            if (!OperatingSystem.IsWindows() && !options.AllowsUntrustedFiles)
                new DataFolders(new UnixFolderPermissions(), time).DemandOurs(options.Folders.Named, makes: !options.IsDryRun);
            var movedAside = OperatingSystem.IsWindows() && options is { IsDryRun: false, IsSimulated: false }
                ? WindowsFolders.PrepareForRun(options.Folders)
                : [];
            areOurs = true;
            var held = options.IsResident ? null
                : closing.Add(options.IsDryRun
                    ? RunSession.OpenReadOnly(options.Folders.State, time)
                    : await OpenSessionAsync(options, time, cancellationToken));
            if (OperatingSystem.IsWindows() && options is { IsDryRun: false, IsSimulated: false }
                && (options.IsBoot || options.IsResident))
            {
                StepGuard.Try(new ProgramFiles(WindowsFolders.Program).RemoveLeftovers); // what somebody looks into stays
            }

            var parts = await RunParts.OpenAsync(options, configure, held, movedAside, time, closing);
            if (options is { IsBoot: true, IsResident: false })
            {
                var plan = await ReplacedAgentsStep.BeforeAsync(
                    WithdrawWallpaperStep.Before(
                        parts.Configuration.Plan, parts.Services.GetRequiredService<IMachineRegistry>()),
                    parts.Services.GetRequiredService<AgentReplacement>(), cancellationToken);
                parts = parts with { Configuration = parts.Configuration with { Plan = plan } };
            }

            return new RunHost(closing, parts, held);
        }
        catch (Exception exception)
        {
            await closing.DisposeAsync();
            if (areOurs && !options.IsDryRun && Refusal.From(exception) is not null)
                StartReading.Copy(options.Folders, isRunning: false, time);
            throw;
        }
    }

    /// <summary>Runs the plan of the configuration.</summary>
    public Task<RunResult> RunAsync(RunOptions run, IRunListener progress, CancellationToken cancellationToken) =>
        RunAsync(Configuration.Plan, held!, run, progress, cancellationToken);

    /// <summary>Runs a plan of a resident host: holds lock and journal just for that.</summary>
    /// <exception cref="RunLockedException">Another run is under way.</exception>
    public async Task<RunResult> RunOnceAsync(
        Plan plan, RunOptions run, IRunListener progress, CancellationToken cancellationToken)
    {
        RunResult result;
        using (var own = await OpenSessionAsync(parts.Options, parts.Time, cancellationToken))
            result = await RunAsync(plan, own, run, progress, cancellationToken);
        await EndOfPlan.HonourAsync(parts.Options, cancellationToken);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await closing.DisposeAsync();
        if (!parts.Options.IsDryRun)
            StartReading.Copy(parts.Options.Folders, isRunning: false, parts.Time);
    }

    private static Task<RunSession> OpenSessionAsync(
        HostOptions options, TimeProvider time, CancellationToken cancellationToken) => RunSession.OpenAsync(
        options.Folders.Locks(options.IsSimulated), options.Verb, Console.Error.WriteLine, time, cancellationToken);

    private async Task<RunResult> RunAsync(
        Plan plan, RunSession session, RunOptions run, IRunListener progress, CancellationToken cancellationToken)
    {
        using var events = OperatingSystem.IsWindows() && !parts.Options.IsSimulated && !parts.Options.IsDryRun
            ? EventLogListener.Open(Log.CreateLogger("events"))
            : null;
        using var copy = parts.Options.IsDryRun ? null : new StatusCopy(
            () => StartReading.Copy(parts.Options.Folders, isRunning: true, parts.Time), parts.Time);
        var console = new InstanceConsole(parts.Console, parts.Time, ConsoleTarget.Topics(Configuration.Console.Include))
        {
            Style = Configuration.Console.Style,
        };
        foreach (var warning in Configuration.Warnings)
        {
            Log.CreateLogger("configuration").LogWarning("{Warning}", warning);
            progress.Handle(new RunEvent.Warning((warning with { IsWarning = false }).ToString()));
        }

        foreach (var notice in parts.Options.Notices)
        {
            Log.CreateLogger("start").LogWarning("{Notice}", notice);
            progress.Handle(new RunEvent.Warning(notice));
            if (!parts.Options.IsDryRun)
                StepGuard.Try(() => console.WriteLine(ConsoleTopic.Progress, $"Message: {notice}"));
        }

        var runner = EngineBuilder.Build(
            Ports, Metadata, console,
            [
                progress, new LogListener(Log.CreateLogger("run")),
                .. copy is null ? [] : new[] { copy },
                .. events is null ? [] : new[] { events },
            ],
            AgentVersion.Current);
        return await runner.RunAsync(plan, session, run, cancellationToken);
    }
}
