using System.CommandLine;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>version</c>: the bare version, so that scripts can compare it.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Prints the version, nothing else.");
        command.SetAction(_ => Console.Out.WriteLine(AgentVersion.Current));
        return command;
    }
}
