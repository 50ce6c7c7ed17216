using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.UserData;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Steps.Ready;

/// <summary>Tells whoever reads the console that the instance can be used, and lets go of the serial port.</summary>
/// <param name="catalogue">The steps that tasks of user data may be.</param>
[Step("announceReady", "Prints 'Windows is Ready to use' on the console")]
public sealed class AnnounceReadyStep(StepCatalogue catalogue) : Step<NoInputs>
{
    /// <summary>The line that tools wait for, to the letter (EC2 User Guide, "Troubleshoot EC2Launch v2").</summary>
    public const string Line = "Message: Windows is Ready to use";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (context.DryRun)
            return StepOutcome.Done;
        if (context.Console.Style == ConsoleStyle.V2)
            await TellFormAsync(context, cancellationToken);
        var hasLeft = await context.Console.WriteLineAsync(ConsoleTopic.Ready, Line, cancellationToken);
        context.Logger.LogInformation("{Line}", Line);

        // The SSM agent writes to the same port and gives up after two tries, and user data may take hours.
        context.Console.Release();
        return hasLeft ? StepOutcome.Done : StepOutcome.Failed(
            $"'{Line}' did not reach the instance console: its port is busy or absent. Close the program that holds it, e.g. the "
            + "special administration console.");
    }

    /// <summary>EC2Launch v2 tells the form of the user data before Ready.</summary>
    private async Task TellFormAsync(StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await context.Metadata.GetUserDataAsync(cancellationToken) ?? [];
            context.Console.WriteLine(ConsoleTopic.Progress, UserDataConsole.LineOf(UserDataReader.Read(bytes, catalogue)));
        }
        catch (MetadataException absent)
        {
            context.Logger.LogWarning("The form of the user data is not told: {Reason}", absent.Message);
        }
    }
}
