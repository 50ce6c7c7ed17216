using System.CommandLine;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>version</c>: the bare version, so that scripts can compare it.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new VerbCommand(
            "version", "Prints the version, nothing else.", VerbCommand.ActCodes, "version", "--version");
        command.SetAction(_ => Console.Out.WriteLine(AgentVersion.Current));
        return command;
    }
}
