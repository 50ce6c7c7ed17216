using System.CommandLine;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>service</c>: what the service control manager starts; hidden, since nobody else can.</summary>
internal static class ServiceCommand
{
    private const string Verb = "service";

    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var command = new Command(Verb, "Runs the plan as a Windows service; started by Windows.") { Hidden = true };
        host.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!WindowsOnly.Demand(Verb))
                return ExitCode.Usage;
            var where = host.Read(parsed, isDryRun: false);
            using var service = new WindowsRunService(token => CommandGuard.GuardAsync(
                () => PlanExecution.RunAsync(where, new RunOptions(), asJson: false, source => source.Read(), token)));
            return service.RunToEnd();
        });
        return command;
    }
}
