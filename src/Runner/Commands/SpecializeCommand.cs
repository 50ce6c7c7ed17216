using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>specialize</c>: what the answer file calls on a new instance; hidden, since nobody else need.</summary>
internal static class SpecializeCommand
{
    private const string Verb = "specialize";

    public static Command Create()
    {
        var command = new VerbCommand(
            Verb, "Sets a random administrator password and opens Remote Desktop; called by Windows Setup on an instance of a "
            + "generalized image.", VerbCommand.ActCodes)
        {
            Hidden = true,
        };
        command.SetAction((_, cancellationToken) => WindowsOnly.Demand(Verb)
            ? RunAsync(cancellationToken)
            : Task.FromResult(ExitCode.Usage));
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folders = StateFolders.Resolve(null, isSimulated: false);
        WindowsFolders.Prepare(folders);
        SysprepExecution.RemoteDesktop(folders).Forget(); // it is open again only once the password is set
        using var log = AgentLog.Open(folders.Log);
        var answers = SysprepExecution.FilledUnattend(folders);
        var acts = new Specialization(new WindowsLocalAccounts(), new WindowsRemoteDesktop()).Acts()
            .Prepend(InstallationAct.Of("remove the answer file of Sysprep", () => File.Delete(answers)));
        await LoggedActs.ApplyAsync(acts, log.CreateLogger(Verb), Console.Out, cancellationToken);
        return ExitCode.Done;
    }
}
