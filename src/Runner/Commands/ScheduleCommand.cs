using System.CommandLine;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Schema;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Installation;
using OpenLaunch.Steps.Permissions;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>schedule</c>: sets, or says, at which starts of Windows openlaunch runs; <c>unschedule</c>: at none.</summary>
internal static class ScheduleCommand
{
    private const string Verb = "schedule";

    private static readonly (StartFrequency Starts, string Name, string Meaning)[] Wishes =
    [
        (StartFrequency.Once, "--once", "At the next start: the whole plan. Its last step then disables the boot task."),
        (StartFrequency.PerInstance, "--per-instance",
            "At each start: on a new instance the whole plan, else routes, time, activation and what asks to run always."),
        (StartFrequency.PerBoot, "--per-boot", "At each start: the whole plan, each entry by its frequency."),
        (StartFrequency.Never, "--never", "At no start. The boot task stays, disabled."),
    ];

    public static Command Create()
    {
        var (where, dryRun, json) = (new Place(), InstallationActs.DryRun(), CommonOptions.Json());
        var wishes = Wishes.Select(wish => new Option<bool>(wish.Name) { Description = wish.Meaning }).ToList();
        var command = new VerbCommand(
            Verb,
            "Sets at which starts of Windows openlaunch runs; without an option it says what is set. The installation sets "
            + "--per-instance; what is set outlives runs, reset, and the making of an image. Called by a script of a run, it "
            + "counts from the start after that run.",
            VerbCommand.ActCodes, "schedule", "schedule --per-instance");
        wishes.ForEach(command.Add);
        var step = CommonOptions.Filled(new Option<string?>("--step")
        {
            Description = "Run this step at each start too, whatever the plan says of it.", HelpName = "name",
            CompletionSources = { CommonOptions.StepNames },
        });
        var inputs = new Option<string[]>("--input", "-i")
        {
            Description = "With --step: one of its inputs; may be given more than once.", HelpName = "key=value",
        };
        command.Add(step);
        command.Add(inputs);
        where.AddTo(command);
        command.Add(dryRun);
        command.Add(json);
        command.Validators.Add(result =>
        {
            var given = Wishes.Where((_, index) => result.GetValue(wishes[index])).Select(wish => wish.Name).ToList();
            if (result.GetValue(step) is not null)
                given.Add(step.Name);
            else if (result.GetResult(inputs) is not null)
                result.AddError($"{inputs.Name} goes with {step.Name}.");
            if (given.Count > 1)
                result.AddError($"{string.Join(" and ", given)} exclude each other: give one.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var index = wishes.FindIndex(parsed.GetValue);
            var isDryRun = parsed.GetValue(dryRun);
            if (parsed.GetValue(step) is { } name)
            {
                var scheduled = new ScheduledStep(name, parsed.GetValue(inputs) ?? []);
                Demand(scheduled, AgentCommand.StepsOf(parsed));
                return await where.SetAsync(parsed, (acts, _) => acts.Acts(scheduled), isDryRun, Verb, cancellationToken);
            }

            return index < 0
                ? Tell(where, parsed, parsed.GetValue(json))
                : await where.SetAsync(parsed, Wishes[index].Starts, isDryRun, Verb, cancellationToken);
        });
        return command;
    }

    public static Command CreateUnschedule()
    {
        var (where, dryRun) = (new Place(), InstallationActs.DryRun());
        var command = new VerbCommand(
            "unschedule",
            "Keeps Windows from starting openlaunch when it starts: the same as schedule --never. The boot task stays, disabled.",
            VerbCommand.ActCodes, "unschedule");
        where.AddTo(command);
        command.Add(dryRun);
        command.SetAction((parsed, cancellationToken) =>
            where.SetAsync(parsed, StartFrequency.Never, parsed.GetValue(dryRun), "unschedule", cancellationToken));
        return command;
    }

    /// <exception cref="UsageException">There is no such compiled step, or it does not take these inputs.</exception>
    private static void Demand(ScheduledStep scheduled, CompiledSteps compiled)
    {
        try
        {
            StartPlan.With(Plan.Of([]), [scheduled], compiled.Catalogue);
        }
        catch (Exception mistake) when (mistake is ConfigurationException or FormatException)
        {
            throw new UsageException(mistake.Message);
        }
    }

    private static int Tell(Place where, ParseResult parsed, bool asJson)
    {
        var stateFolder = where.Folders(parsed).State;
        StateFolders.DemandReadable(stateFolder);
        StartFrequency? byDefault = where.IsSimulated(parsed) ? StartFrequency.PerInstance : null;
        var kept = new StartSchedule(stateFolder) { ByDefault = byDefault }.Read();
        var wish = kept with { Steps = [.. kept.Steps.Select(step => Shown(step, AgentCommand.StepsOf(parsed)))] };
        if (asJson)
        {
            Console.Out.WriteLine(RunJson.Write(wish));
            return ExitCode.Done;
        }

        Console.Out.WriteLine(wish.InWords);
        if (wish.Starts is { } starts)
            Console.Out.WriteLine(Wishes.Single(known => known.Starts == starts).Meaning);
        foreach (var scheduled in wish.Steps)
            Console.Out.WriteLine($"At each start too: {string.Join(' ', scheduled.Inputs.Prepend(scheduled.Step))}");
        if (wish.Problem is { } problem)
            Console.Error.WriteLine($"warning: {problem}");
        if (wish.Starts is null or StartFrequency.Never)
            Console.Error.WriteLine("To have it run at starts of Windows: openlaunch schedule --per-instance");
        return ExitCode.Done;
    }

    /// <summary>The step with stars for what is or may be a secret; without inputs where it is no step any longer.</summary>
    private static ScheduledStep Shown(ScheduledStep scheduled, CompiledSteps compiled)
    {
        IReadOnlyList<string> told = [];
        StepGuard.Try(() =>
        {
            var entry = StartPlan.With(Plan.Of([]), [scheduled], compiled.Catalogue).Entries.Single();
            var given = scheduled.Inputs.Select(input => input.Split('=', '.')[0]).ToHashSet();
            told = [.. new InputShape(entry.Definition.InputsType).Properties.Where(property => given.Contains(property.Key))
                .Select(property => $"{property.Key}={InputValue.Masked(property.Read(entry.Inputs), property)}")];
        });
        return scheduled with { Inputs = told };
    }

    /// <summary>Where it is set: on this Windows, or for the simulated machine of a state folder.</summary>
    private sealed class Place
    {
        private readonly Option<string?> state = CommonOptions.State();
        private readonly Option<bool> simulate = new("--simulate")
        {
            Description = "For the simulated machine in the state folder.",
        };

        public void AddTo(Command command)
        {
            command.Add(state);
            command.Add(simulate);
        }

        public bool IsSimulated(ParseResult parsed) => parsed.GetValue(simulate);

        public StateFolders Folders(ParseResult parsed) =>
            StateFolders.Resolve(parsed.GetValue(state), parsed.GetValue(simulate));

        public Task<int> SetAsync(
            ParseResult parsed, StartFrequency starts, bool isDryRun, string verb, CancellationToken cancellationToken) =>
            SetAsync(parsed, (acts, isRunning) => acts.Acts(starts, isRunning), isDryRun, verb, cancellationToken);

        /// <param name="choose">Takes the acts, and whether a run is under way.</param>
        public async Task<int> SetAsync(
            ParseResult parsed, Func<Scheduling, bool, IEnumerable<InstallationAct>> choose, bool isDryRun, string verb,
            CancellationToken cancellationToken)
        {
            var folders = Folders(parsed);
            folders.DemandNoLinks();
            if (isDryRun)
                return await ApplyAsync(RunLock.IsTaken(folders.State));
            Prepare(folders, parsed, verb);

            // From reading what is scheduled to the boot task that fits: of two at once, the second adds to what the first wrote.
            using var turn = await SettingsLock.TakeAsync(
                folders.State, Console.Error.WriteLine, TimeProvider.System, cancellationToken);
            using var machine = IsSimulated(parsed) ? await TakeMachineAsync(folders.State, verb, cancellationToken) : null;
            var isRunning = machine is null && RunLock.IsTaken(folders.State);
            var code = await ApplyAsync(isRunning);
            StartReading.Copy(folders, isRunning, TimeProvider.System);
            return code;

            Task<int> ApplyAsync(bool isRunning) => InstallationActs.ApplyAsync(
                Acts(parsed, scheduling => choose(scheduling, isRunning), verb), isDryRun, cancellationToken);
        }

        private void Prepare(StateFolders folders, ParseResult parsed, string verb)
        {
            if (!IsSimulated(parsed) && WindowsOnly.Demand(verb))
                WindowsFolders.Prepare(folders);
            else if (IsSimulated(parsed) && !OperatingSystem.IsWindows())
            {
                // As a run makes it: what is scheduled may hold a secret.
                new DataFolders(new UnixFolderPermissions(), TimeProvider.System).DemandOurs(folders.Named, makes: true);
            }
        }

        /// <summary>Keeps runs from the simulated machine, whose file is written whole; null: one has it already.</summary>
        private static async Task<RunLock?> TakeMachineAsync(
            string stateFolder, string verb, CancellationToken cancellationToken)
        {
            try
            {
                var time = TimeProvider.System;
                return await RunLock.TakeAsync(
                    stateFolder, RunLock.Describe("of the schedule", time.GetUtcNow(), verb), time, cancellationToken);
            }
            catch (RunLockedException)
            {
                return null;
            }
        }

        private IEnumerable<InstallationAct> Acts(
            ParseResult parsed, Func<Scheduling, IEnumerable<InstallationAct>> choose, string verb)
        {
            var folders = Folders(parsed);
            if (IsSimulated(parsed))
                return SimulatedActs(folders.State, choose);
            return WindowsOnly.Demand(verb)
                ? choose(new Scheduling(new WindowsBootTask(ExtensionHost.Registered), folders.State))
                : [];
        }

        private static IEnumerable<InstallationAct> SimulatedActs(
            string stateFolder, Func<Scheduling, IEnumerable<InstallationAct>> choose)
        {
            var (folder, scope) = (new SimulatedMachineFolder(stateFolder), new ChangeScope());
            var task = new SimulatedBootTask(new(folder.Open(file: null), scope, folder.Save) { Newer = folder.Newer });
            return choose(new Scheduling(task, stateFolder)).Select(act => act with
            {
                ApplyAsync = token => scope.ApplyAsync(act.Description, act.ApplyAsync, token),
            });
        }
    }
}
