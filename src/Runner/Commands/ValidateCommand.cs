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
        var command = new VerbCommand(
            "validate",
            "Checks a configuration: every error with file, line and column.",
            [new(ExitCode.Done, "valid"), new(ExitCode.BadConfiguration, "not valid")],
            "validate", "validate config/openlaunch.yml", "validate --json")
        {
            file, config, json,
        };
        command.SetAction(parsed => Check(parsed.GetValue(file) ?? parsed.GetValue(config), parsed.GetValue(json)));
        return command;
    }

    private static int Check(string? file, bool asJson)
    {
        if (file is not null && !File.Exists(file))
            throw new UsageException($"There is no file '{file}'.");
        try
        {
            var source = ConfigurationSource.Open(file, StateFolders.Resolve(null, isSimulated: false));
            source.Extensions.DemandServices(OfferedServices.For(source.Extensions));
            Tell(file, source.Read().Plan.Entries.Count(), [], asJson);
            return ExitCode.Done;
        }
        catch (ConfigurationException exception)
        {
            Tell(file, null, exception.Errors, asJson);
            return ExitCode.BadConfiguration;
        }
    }

    private static void Tell(string? file, int? entries, IReadOnlyList<ConfigurationError> errors, bool asJson)
    {
        if (asJson)
            Console.Out.WriteLine(ValidationDocument.Write(file, entries, errors));
        else if (entries is not null)
            Console.Out.WriteLine($"{file ?? "the configuration"}: valid, {(entries == 1 ? "1 entry" : $"{entries} entries")}");
        else
            TellErrors(errors);
    }

    private static void TellErrors(IReadOnlyList<ConfigurationError> errors)
    {
        foreach (var error in errors)
            Console.Error.WriteLine(error);
        Console.Error.WriteLine($"{RunSummary.Plural(errors.Count, "error")}. Nothing would run.");
    }
}
