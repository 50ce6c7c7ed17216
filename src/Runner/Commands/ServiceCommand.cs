using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>service</c>: what the service control manager starts; hidden, since nobody else can.</summary>
internal static class ServiceCommand
{
    private const string Verb = "service";

    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var watch = new Option<bool>("--watch") { Description = "Stay resident and keep the routes right." };
        var command = new VerbCommand(
            Verb, "Runs the plan as a Windows service; started by Windows.", VerbCommand.RunCodes) { watch };
        var stopEvent = new Option<string?>(ExtensionHost.StopOption) { Hidden = true };
        command.Add(stopEvent);
        command.Hidden = true;
        host.AddTo(command);
        command.SetAction(async (parsed, _) => WindowsOnly.Demand(Verb)
            ? await RunAsync(parsed.GetValue(watch), parsed.GetValue(stopEvent), () => host.Read(parsed, isDryRun: false))
            : ExitCode.Usage);
        return command;
    }

    /// <param name="stopEvent">In the host of custom steps the event that tells of the stop; null: this is the service.</param>
    [SupportedOSPlatform("windows")]
    private static async Task<int> RunAsync(bool watches, string? stopEvent, Func<HostOptions> read)
    {
        if (stopEvent is not null)
            return await CommandGuard.GuardAllAsync(() => ExtensionHost.UntilStoppedAsync(stopEvent, WorkAsync), TellEventLog);
        using var service = new WindowsAgentService(
            watches ? WatchService.Definition.Name : RunService.Definition.Name,
            stop => CommandGuard.GuardAllAsync(() => ServeAsync(stop), TellEventLog), TimeProvider.System);
        return service.RunToEnd();

        async Task<int> ServeAsync(CancellationToken stop)
        {
            try
            {
                return await WorkAsync(stop);
            }
            catch (HostNeededException needed)
            {
                return await ExtensionHost.ServeAsync(needed.Program, Environment.GetCommandLineArgs()[1..], stop);
            }
        }

        Task<int> WorkAsync(CancellationToken stop) => watches ? WatchCommand.RunAsync(read(), stop) : StartExecution.RunAsync(
            read(), new RunOptions(), new(AsJson: false), source => source.Read(), stop);
    }

    /// <summary>A service has no standard error, and what stops it may do so before its log is open.</summary>
    [SupportedOSPlatform("windows")]
    private static void TellEventLog(int code, string message) => ProgramEnd.TellEventLog(message);
}
