using System.CommandLine;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>run-task add-routes</c>: EC2Launch v2's verb, for scripts that call it.</summary>
internal static class RunTaskCommand
{
    private const string AddRoutes = "add-routes";

    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var persistent = new Option<bool>("--persistent")
        {
            Description = "Keep the routes on disk too. They then travel with an image: repair or sysprep before cutting one.",
        };
        var report = new RunReportBinding();
        var addRoutes = new VerbCommand(
            AddRoutes,
            "Adds the routes to the services of EC2, and removes stale ones.",
            VerbCommand.RunCodes, "run-task add-routes --persistent")
        {
            persistent,
        };
        report.AddTo(addRoutes);
        host.AddTo(addRoutes);
        addRoutes.SetAction((parsed, cancellationToken) =>
        {
            var where = host.Read(parsed, isDryRun: false).ForPerson("run-task");
            var options = new RunOptions { Force = true, Verb = where.Verb };
            return PlanExecution.RunAsync(
                where, options, report.Read(parsed),
                source => Configure(source, parsed.GetValue(persistent)), cancellationToken);
        });
        return new VerbCommand(
            "run-task",
            "Runs one task as EC2Launch v2's verb does; for other steps see run-step.",
            VerbCommand.RunCodes, $"run-task {AddRoutes}")
        {
            addRoutes,
        };
    }

    private static LaunchConfiguration Configure(ConfigurationSource source, bool persistent)
    {
        var configuration = source.Read();
        source.Catalogue.TryFind("addRoutes", out var definition);
        return configuration with { Plan = Plan.Of(definition!, new AddRoutesInputs { Persistent = persistent }) };
    }
}
