using System.CommandLine;
using OpenLaunch.Core.Documents;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>validate</c>: checks a configuration and runs nothing.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("file")
        {
            Description =
                "The configuration file: openlaunch.yml or an EC2Launch v2 agent-config.yml. "
                + "Default: the one that run would use.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var strict = new Option<bool>("--strict") { Description = "Take warnings for errors." };
        var command = new VerbCommand(
            "validate",
            "Checks a configuration: every error with file, line and column.",
            [new(ExitCode.Done, "valid"), new(ExitCode.BadConfiguration, "not valid")],
            "validate", "validate config/openlaunch.yml", "validate --strict --json")
        {
            file, config, strict, json,
        };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(file) ?? parsed.GetValue(config);
            var verdict = Check(AgentCommand.StepsOf(parsed), named, parsed.GetValue(strict));
            if (parsed.GetValue(json))
                Console.Out.WriteLine(verdict.Json());
            else
                Tell(verdict);
            return verdict.IsValid ? ExitCode.Done : ExitCode.BadConfiguration;
        });
        return command;
    }

    private static ConfigurationVerdict Check(CompiledSteps compiled, string? file, bool isStrict)
    {
        if (file is not null && !File.Exists(file))
            throw new UsageException($"There is no file '{file}'.");
        try
        {
            var source = ConfigurationSource.Open(file, StateFolders.Resolve(null, isSimulated: false), compiled);
            source.Extensions.DemandServices(OfferedServices.For(source));
            var configuration = source.Read();
            return new(file ?? source.Name, configuration.Plan.Entries.Count(), [], configuration.Warnings)
            {
                IsValid = !isStrict || configuration.Warnings.Count == 0,
            };
        }
        catch (ConfigurationException exception)
        {
            return new(file, null, exception.Errors, exception.Warnings);
        }
    }

    private static void Tell(ConfigurationVerdict verdict)
    {
        foreach (var problem in verdict.Errors.Concat(verdict.Warnings).OrderBy(problem => problem.Position.Line))
            Console.Error.WriteLine(problem);
        var warnings = RunSummary.Plural(verdict.Warnings.Count, "warning");
        if (!verdict.IsValid)
        {
            var count = verdict.Errors.Count > 0 ? RunSummary.Plural(verdict.Errors.Count, "error") : warnings;
            Console.Error.WriteLine($"{count}. Nothing would run.");
            return;
        }

        Console.Out.WriteLine(
            $"{verdict.File}: valid, {(verdict.Entries == 1 ? "1 entry" : $"{verdict.Entries} entries")}"
            + (verdict.Warnings.Count > 0 ? $", {warnings}" : ""));
    }
}
