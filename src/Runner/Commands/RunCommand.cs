using System.CommandLine;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>run</c>: runs the plan.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var host = new HostOptionsBinding();
        var only = CommonOptions.Names("--only", "Run only these entries of the plan, e.g. addRoutes,waitForMetadata.");
        var skip = CommonOptions.Names("--skip", "Do not run these entries of the plan.");
        var force = new Option<bool>("--force") { Description = "Run entries again although they are done." };
        var dryRun = CommonOptions.DryRun();
        var binding = new RunReportBinding(dryRun);
        var restart = new Option<bool>("--restart")
        {
            Description = "With --simulate: start the simulated Windows anew first, then run what is scheduled.",
        };
        var scheduled = new Option<bool>("--scheduled")
        {
            Description = "Run what 'openlaunch schedule' has set for a start of Windows; so the boot task calls it.",
        };
        var command = new VerbCommand(
            "run",
            "Runs the plan.",
            VerbCommand.RunCodes,
            "run --simulate --dry-run", "run --only addRoutes,activateWindows --force", "run --simulate --restart")
        {
            only, skip, force, dryRun, restart, scheduled,
        };
        binding.AddTo(command);
        host.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new RunOptions
            {
                Only = parsed.GetValue(only) ?? [],
                Skip = parsed.GetValue(skip) ?? [],
                Force = parsed.GetValue(force),
                DryRun = parsed.GetValue(dryRun),
            };
            var where = host.Read(parsed, options.DryRun) with { IsRestart = parsed.GetValue(restart) };
            if (where is { IsRestart: true, IsSimulated: false })
            {
                throw new UsageException(
                    "--restart goes with --simulate: it starts a simulated Windows anew. This Windows is restarted by "
                    + "'shutdown /r', and runs what is scheduled then.");
            }

            var report = binding.Read(parsed);
            return where.IsRestart || parsed.GetValue(scheduled)
                ? StartExecution.RunAsync(where, options, report, Configure, cancellationToken)
                : PlanExecution.RunAsync(where, options, report, Configure, cancellationToken);

            LaunchConfiguration Configure(ConfigurationSource source) => ReadPlan(source, options);
        });
        return command;
    }

    private static LaunchConfiguration ReadPlan(ConfigurationSource source, RunOptions options)
    {
        var configuration = source.Read();
        var names = configuration.Plan.Entries.Select(entry => entry.Name).ToHashSet();
        var unknown = options.Only.Concat(options.Skip).Where(name => !names.Contains(name)).ToList();
        return unknown.Count == 0 ? configuration : throw new UsageException(
            $"--only, --skip: the plan has no entry {string.Join(
                ", and none ", unknown.Select(name => $"{Wording.Quote(name)}{Wording.Suggestion(name, names)}"))}");
    }
}
