using System.CommandLine;
using OpenLaunch.Runner.Composition;

namespace OpenLaunch.Runner.Commands;

/// <summary>The root of a command line, which knows the steps that are compiled into the program.</summary>
internal sealed class AgentCommand(string description, CompiledSteps steps) : RootCommand(description)
{
    /// <summary>The compiled steps of the program whose command line was read.</summary>
    public static CompiledSteps StepsOf(ParseResult parsed) => ((AgentCommand)parsed.RootCommandResult.Command).Steps;

    private CompiledSteps Steps => steps;
}
