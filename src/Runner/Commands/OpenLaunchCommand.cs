using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary>The root of the command line.</summary>
internal static class OpenLaunchCommand
{
    private const string Name = "openlaunch";

    private static readonly InvocationConfiguration Guarded = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null, // the signals are handled here
    };

    /// <param name="isEc2Launch">Whether the command line is EC2Launch v2's.</param>
    public static async Task<int> InvokeAsync(string[] arguments, CompiledSteps steps, bool isEc2Launch = false)
    {
        var given = arguments;
        if (arguments is [OwnProgram.Ec2LaunchMark, .. var own])
            (arguments, isEc2Launch) = (own, true);
        var (root, output) = (isEc2Launch ? Ec2LaunchCommand.Create(steps) : Create(steps), Console.Out);
        var parsed = root.Parse(Asked(arguments));
        // What runs to its end without a wait ends by the signal itself.
        using var signals = parsed.Action is AsynchronousCommandLineAction ? new EndSignals() : null;
        if (parsed.Action is not ParseErrorAction mistake)
        {
            var code = await CommandGuard.GuardAsync(InvokeAsync, Tell);
            return isEc2Launch ? Ec2LaunchCommand.CodeOf(parsed.CommandResult.Command.Name, code) : code;
        }

        // The library's own answer, nearest names included; its exit code for a wrong command line is 1.
        mistake.ShowHelp = false;
        await using var said = new StringWriter(CultureInfo.InvariantCulture);
        await parsed.InvokeAsync(new InvocationConfiguration { Output = said, Error = said });
        await Console.Error.WriteAsync(WithoutValues(said.ToString(), parsed));
        await Console.Error.WriteLineAsync($"See '{(isEc2Launch ? OwnProgram.Ec2LaunchName : Name)}{Path(parsed)} --help'.");
        PrintJson(ExitCode.Usage, WithoutValues(string.Join('\n', parsed.Errors.Select(error => error.Message)), parsed));
        return ExitCode.Usage;

        async Task<int> InvokeAsync()
        {
            try
            {
                var command = parsed.InvokeAsync(Guarded, signals?.Token ?? CancellationToken.None);
                return await (signals is null ? command : await Task.WhenAny(command, signals.Overdue));
            }
            catch (HostNeededException needed)
            {
                return await ExtensionHost.RunAsync(needed.Program, given);
            }
        }

        void Tell(int code, string message)
        {
            Console.Error.WriteLine(message);
            PrintJson(code, message);
        }

        void PrintJson(int code, string message)
        {
            if (arguments.Contains(CommonOptions.JsonName))
                StepGuard.Try(() => output.WriteLine(ErrorJson.Write(code, message))); // said already, to standard error
        }
    }

    internal static RootCommand Create(CompiledSteps? steps = null)
    {
        var root = new AgentCommand(
            "Initialises Windows Server instances on EC2: ordered steps, configured in YAML.", steps ?? CompiledSteps.BuiltIn);
        VersionCommand.Detail(root);
        VerbHelp.AddTo(root, Name, (_, code) => code,
        [
            new("Run the plan, or a part of it",
            [
                RunCommand.Create(), RunStepCommand.Create(), RunTaskCommand.Create(), RepairCommand.Create(),
                WatchCommand.Create(),
            ]),
            new("See what is",
            [
                StatusCommand.Create(), TimelineCommand.Create(), DoctorCommand.Create(), ListVolumesCommand.Create(),
                AgentConfigCommand.Create(), CollectLogsCommand.Create(), WallpaperCommand.Create(),
            ]),
            new("Write a plan",
            [
                InitCommand.Create(), MigrateCommand.Create(), StepsCommand.Create(), ExplainCommand.Create(),
                ValidateCommand.Create(), ConfigCommand.Create(), SchemaCommand.Create(), UserDataCommand.Create(),
            ]),
            new("Install, and make images",
            [
                InstallCommand.Create(), UninstallCommand.Create(), ScheduleCommand.Create(), ScheduleCommand.CreateUnschedule(),
                ResetCommand.Create(), SysprepCommand.Create(),
            ]),
            new("The program itself", [CompletionCommand.Create(), VersionCommand.Create()]),
        ]);
        root.Add(SpecializeCommand.Create()); // called by Windows alone
        root.Add(InternalCommand.Create());
        root.Add(ServiceCommand.Create());
        return root;
    }

    /// <summary>Nothing at all, <c>help</c> and <c>help VERB</c> ask for help as other programs have it.</summary>
    internal static string[] Asked(string[] arguments) => arguments switch
    {
        [] => ["--help"],
        ["help", .. var verb] => [.. verb, "--help"],
        _ => arguments,
    };

    /// <summary>What is told of a mistake, without values of inputs whose option was forgotten: one may be a secret.</summary>
    private static string WithoutValues(string text, ParseResult parsed) => parsed.UnmatchedTokens
        .Where(token => token.Contains('=', StringComparison.Ordinal)).OrderByDescending(token => token.Length)
        .Aggregate(text, (told, token) =>
            told.Replace(token, $"{token[..token.IndexOf('=', StringComparison.Ordinal)]}=***", StringComparison.Ordinal));

    private static string Path(ParseResult parsed)
    {
        var path = "";
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand } command;
            result = result.Parent)
            path = $" {command.Command.Name}{path}";
        return path;
    }
}
