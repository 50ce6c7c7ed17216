using System.CommandLine;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary>The root of the command line.</summary>
internal static class OpenLaunchCommand
{
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        var root = new RootCommand("Initialises Windows Server instances on EC2: ordered steps, configured in YAML.")
        {
            RunCommand.Create(),
            RunStepCommand.Create(),
            RunTaskCommand.Create(),
            RepairCommand.Create(),
            DoctorCommand.Create(),
            WatchCommand.Create(),
            StatusCommand.Create(),
            ValidateCommand.Create(),
            SchemaCommand.Create(),
            StepsCommand.Create(),
            UserDataCommand.Create(),
            ScheduleCommand.Create(),
            UnscheduleCommand.Create(),
            InstallCommand.Create(),
            UninstallCommand.Create(),
            ResetCommand.Create(),
            SysprepCommand.Create(),
            SpecializeCommand.Create(),
            ServiceCommand.Create(),
            VersionCommand.Create(),
        };
        VerbHelp.AddTo(root);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await CommandGuard.InvokeAsync(parsed).ConfigureAwait(false);
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"See '{Path(parsed)} --help'.").ConfigureAwait(false);
        return ExitCode.Usage;
    }

    private static string Path(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "openlaunch" : $"openlaunch {parsed.CommandResult.Command.Name}";
}
