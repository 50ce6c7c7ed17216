using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing;

namespace OpenLaunch.Steps.UserData;

/// <summary>What the tasks of user data came to, and with it the step.</summary>
/// <param name="failures">Those of earlier boots and of the reading; more are added here.</param>
internal sealed class UserDataResults(List<string> failures, UserDataConsole console, StepContext context)
{
    private readonly List<string> notRun = [];
    private readonly List<string> again = [];

    /// <summary>Why Windows restarts once all tasks have run; null: it does not.</summary>
    public string? Restart { get; private set; }

    /// <summary>Takes the outcome of a task; null: it is done.</summary>
    /// <returns>The restart that comes before any further task; null: go on.</returns>
    public StepOutcome.RebootOutcome? Take(StepOutcome? outcome, ConfiguredTask task)
    {
        switch (outcome)
        {
            // cloudbase-init restarts for a name when the rest is done.
            case StepOutcome.RebootOutcome { Resume: false, Reason: var reason }
                when task.HasCloudbaseInitExitCodes && !task.IsProcess:
                Restart ??= reason;
                break;
            case StepOutcome.RebootOutcome reboot:
                return reboot;
            case StepOutcome.FailedOutcome failed:
                context.Logger.LogError("{Failure}", failed.Message);
                Fail(failed.Message);
                break;
            case StepOutcome.RunAgainOutcome { Reason: var wish }:
                again.Add(wish);
                break;
            case StepOutcome.SkippedOutcome skipped:
                context.Logger.LogWarning("Not run: {Reason}.", skipped.Reason);
                context.Report(skipped.Reason);
                notRun.Add(skipped.Reason);
                break;
        }

        return null;
    }

    /// <summary>Adds a failure, and says it on the console.</summary>
    public void Fail(string message)
    {
        failures.Add(message);
        console.Failed(message);
    }

    /// <summary>The outcome of the step whose tasks, so many, have all had their turn.</summary>
    public StepOutcome Outcome(int count) =>
        failures.Count > 0 ? StepOutcome.Failed(string.Join('\n', failures))
        : again.Count > 0 ? StepOutcome.RunAgain(string.Join("; ", again))
        : count == 0 ? StepOutcome.Skipped("the user data asks for nothing that is to be changed here")
        : notRun.Count == count ? StepOutcome.Skipped(string.Join("; ", notRun))
        : StepOutcome.Done;
}
