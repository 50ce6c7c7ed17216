using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>Why nothing may run: it leaves a trace wherever a run does, for nobody may be there to read an error.</summary>
internal sealed record Refusal(string Fault, IReadOnlyList<string> Reasons)
{
    /// <summary>The refusal that an exception stands for; null where it stands for none.</summary>
    public static Refusal? From(Exception exception) => exception switch
    {
        ConfigurationException bad => new("valid", [.. bad.Errors.Select(error => error.ToString())]),
        UntrustedFilesException => new("safe", exception.Message.Split(Environment.NewLine)),
        _ => null,
    };

    /// <summary>Tells of it; what takes no word keeps no other from hearing it.</summary>
    /// <param name="session">The run's hold on the state folder; null where it has none.</param>
    public async Task TellAsync(
        HostOptions options, RunSession? session, IMachine machine, ILoggerFactory log, TimeProvider time)
    {
        var all = string.Join(Environment.NewLine, Reasons);
        StepGuard.Try(() => log.CreateLogger("run").LogError("Nothing was run: {Reasons}", all));
        StepGuard.Try(() => session?.Refuse(Reasons, options.Verb, HostIdentity, time));
        if (OperatingSystem.IsWindows() && !options.IsSimulated)
        {
            using var events = EventLogListener.Open(log.CreateLogger("events"));
            events?.Refused(all);
        }

        await StepGuard.TryAsync(async () =>
        {
            await using var port = ConsoleTarget.Open(options.ConsoleTarget, "auto", machine, log.CreateLogger("console"));
            new InstanceConsole(port, time, []).WriteLine(ConsoleTopic.Progress, ConsoleLine());
        });

        IHostIdentity HostIdentity()
        {
            var services = new ServiceCollection().AddEngine(time, new ChangeScope(), log);
            machine.AddPorts(services);
            return services.BuildServiceProvider().GetRequiredService<IHostIdentity>();
        }
    }

    private string ConsoleLine() =>
        $"Message: The OpenLaunch configuration is not {Fault}, so nothing was run. {Reasons[0]}"
        + (Reasons.Count > 1 ? $" (1 of {Reasons.Count} errors; openlaunch status tells all)" : "");
}
