using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>version</c>: bare, so that scripts can compare it; <c>--version</c>: what a report of a fault needs.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new VerbCommand(
            "version", "Prints the version, nothing else.", VerbCommand.ActCodes, "version", "--version");
        command.SetAction(_ => Console.Out.WriteLine(AgentVersion.Current));
        return command;
    }

    /// <summary>Lets <c>--version</c> tell the build, the runtime and the platform, too.</summary>
    public static void Detail(RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new Details();

    private sealed class Details : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var platform = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}";
            parseResult.InvocationConfiguration.Output.WriteLine($"openlaunch {AgentVersion.Whole} ({platform})");
            return 0;
        }
    }
}
