using System.CommandLine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// The command line of the program under the name EC2Launch: the verbs of EC2Launch v2 with its words and exit codes (EC2 User
/// Guide, "EC2Launch v2 settings"; those of <c>run-task</c> and <c>internal</c> from logs and answer files).
/// </summary>
internal static class Ec2LaunchCommand
{
    // Their codes are what callers look at, and are the same under both names.
    private static readonly string[] OwnCodes = ["status", "get-agent-config"];

    public static RootCommand Create(CompiledSteps? steps = null)
    {
        var root = new AgentCommand(
            "OpenLaunch, with the name and verbs of EC2Launch v2. Its own command is openlaunch.",
            steps ?? CompiledSteps.BuiltIn);
        VerbHelp.AddTo(root, OwnProgram.Ec2LaunchName, CodeOf,
        [
            new("Verbs",
            [
                RunCommand.Create(), RunTaskCommand.Create(), ResetCommand.Create(), SysprepCommand.Create(),
                StatusCommand.Create(LineOf), ValidateCommand.Create(), AgentConfigCommand.Create(), ListVolumesCommand.Create(),
                CollectLogsCommand.Create(), WallpaperCommand.Create(), VersionCommand.Create(),
            ]),
        ]);
        root.Add(InternalCommand.Create());
        return root;
    }

    /// <summary>What EC2Launch v2 ends with: success or not. A restart after which the plan goes on is no failure.</summary>
    public static int CodeOf(string verb, int code) => code switch
    {
        _ when OwnCodes.Contains(verb) => code,
        ExitCode.Done or ExitCode.Reboot => ExitCode.Done,
        ExitCode.Usage => code,
        _ => ExitCode.Failed,
    };

    private static string LineOf(StatusReport report) => report.Code switch
    {
        ExitCode.Status.Ok => "agent ran successfully",
        ExitCode.Status.Failed => "agent ran and failed",
        ExitCode.Status.Running => "agent is running",
        ExitCode.Status.Unknown => "agent was interrupted",
        _ => "agent is not running, and no run of it is known",
    };
}
