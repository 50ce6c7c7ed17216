using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Ec2LaunchV2;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Native;

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
        command.Hidden = true;
        host.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!WindowsOnly.Demand(Verb))
                return ExitCode.Usage;
            var where = host.Read(parsed, isDryRun: false);
            using var service = parsed.GetValue(watch)
                ? Service(WatchService.Definition.Name, token => WatchCommand.RunAsync(where, token))
                : Service(RunService.Definition.Name, token => StartExecution.RunAsync(
                    where, new RunOptions(), new(AsJson: false), source => source.Read(), token));
            return service.RunToEnd();
        });
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static WindowsAgentService Service(string name, Func<CancellationToken, Task<int>> run) =>
        new(name, token => CommandGuard.GuardAsync(() => run(token), TellEventLog), TimeProvider.System);

    /// <summary>A service has no standard error, and what stops it may do so before its log is open.</summary>
    [SupportedOSPlatform("windows")]
    private static void TellEventLog(int code, string message)
    {
        try
        {
            using var events = WindowsEventLog.Open();
            events.Write(null, EventPlace.Plan, EventSeverity.Error, $"OpenLaunch: {message}");
        }
        catch (WindowsException)
        {
            // The exit code of the service is then all that tells.
        }
    }
}
