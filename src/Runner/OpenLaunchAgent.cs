using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Extensions;
using OpenLaunch.Runner.Commands;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner;

/// <summary>The program <c>openlaunch</c>, for an agent of one's own that has further steps compiled in.</summary>
public static class OpenLaunchAgent
{
    /// <summary>
    /// Carries out a command line of <c>openlaunch</c>, and ends the process with its exit code: nothing after it runs. Plans may
    /// name the further steps as they name the built-in ones, and all verbs know them.
    /// </summary>
    /// <param name="arguments">The command line, without the program's name.</param>
    /// <param name="steps">The further steps; <see cref="StepDefinition.For"/> makes each.</param>
    /// <param name="services">
    /// Registers what the steps ask for besides the ports of OpenLaunch, of which it can replace none; null: nothing.
    /// </param>
    /// <exception cref="ArgumentException">A step has the name of another or of a built-in one, or one that is none.</exception>
    public static async Task RunAsync(
        IReadOnlyList<string> arguments, IEnumerable<StepDefinition> steps, IStepModule? services = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(steps);
        var compiled = CompiledSteps.With([.. steps], services);
        Console.SetOut(new PrintableWriter(Console.Out));
        var error = new PrintableWriter(Console.Error, isForgiving: true); // a custom step may set another one
        Console.SetError(error);

        var end = new ProgramEnd(error);
        var exitCode = ExitCode.Failed;
        try
        {
            exitCode = await OpenLaunchCommand.InvokeAsync([.. arguments], compiled, OwnProgram.IsEc2Launch);
        }
#pragma warning disable CA1031 // The end of the program: whatever came this far is told here, for .NET would print it as it is.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            end.TellFault(fault);
        }

        end.With(exitCode);
    }
}
