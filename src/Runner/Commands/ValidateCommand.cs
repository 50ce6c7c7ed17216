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
        var config = CommonOptions.Config();
        var strict = new Option<bool>("--strict") { Description = "Take warnings for errors." };
        var command = new VerbCommand(
            "validate",
            "Checks a configuration: every error with file, line and column.",
            [new(ExitCode.Done, "valid"), new(ExitCode.BadConfiguration, "not valid")],
            "validate", "validate config/openlaunch.yml")
        {
            file, config, strict,
        };
        command.SetAction(parsed => Check(parsed.GetValue(file) ?? parsed.GetValue(config), parsed.GetValue(strict)));
        return command;
    }

    private static int Check(string? file, bool isStrict)
    {
        if (file is not null && !File.Exists(file))
            throw new UsageException($"There is no file '{file}'.");
        try
        {
            var source = ConfigurationSource.Open(file, StateFolders.Resolve(null, isSimulated: false));
            source.Extensions.DemandServices(OfferedServices.For(source.Extensions));
            var configuration = source.Read();
            Tell(configuration.Warnings);
            var (entries, warnings) = (configuration.Plan.Entries.Count(), configuration.Warnings.Count);
            if (isStrict && warnings > 0)
                return Refuse(Count(warnings, "warning"));
            Console.Out.WriteLine(
                $"{file ?? source.Name}: valid, {entries} entries{(warnings > 0 ? $", {Count(warnings, "warning")}" : "")}");
            return ExitCode.Done;
        }
        catch (ConfigurationException exception)
        {
            Tell(exception.Errors.Concat(exception.Warnings).OrderBy(error => error.Position.Line));
            return Refuse(Count(exception.Errors.Count, "error"));
        }
    }

    private static void Tell(IEnumerable<ConfigurationError> errors)
    {
        foreach (var error in errors)
            Console.Error.WriteLine(error);
    }

    private static int Refuse(string count)
    {
        Console.Error.WriteLine($"{count}. Nothing would run.");
        return ExitCode.BadConfiguration;
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
