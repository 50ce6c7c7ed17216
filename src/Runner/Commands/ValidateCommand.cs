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
        var command = new VerbCommand(
            "validate",
            "Checks a configuration: every error with file, line and column.",
            [new(ExitCode.Done, "valid"), new(ExitCode.BadConfiguration, "not valid")],
            "validate", "validate config/openlaunch.yml")
        {
            file, config,
        };
        command.SetAction(parsed => Check(parsed.GetValue(file) ?? parsed.GetValue(config)));
        return command;
    }

    private static int Check(string? file)
    {
        if (file is not null && !File.Exists(file))
            throw new UsageException($"There is no file '{file}'.");
        try
        {
            var source = ConfigurationSource.Open(file, StateFolders.Resolve(null, isSimulated: false));
            source.Extensions.DemandServices(OfferedServices.For(source.Extensions));
            var configuration = source.Read();
            Console.Out.WriteLine($"{file ?? "the configuration"}: valid, {configuration.Plan.Entries.Count()} entries");
            return ExitCode.Done;
        }
        catch (ConfigurationException exception)
        {
            foreach (var error in exception.Errors)
                Console.Error.WriteLine(error);
            var count = exception.Errors.Count;
            Console.Error.WriteLine($"{count} error{(count == 1 ? "" : "s")}. Nothing would run.");
            return ExitCode.BadConfiguration;
        }
    }
}
