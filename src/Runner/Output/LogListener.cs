using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Output;

/// <summary>Writes a run into the agent's log.</summary>
internal sealed class LogListener(ILogger logger) : IRunListener
{
    public void Handle(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunEvent.RunStarted started:
                logger.LogInformation("Run {RunId} starts", started.RunId);
                break;
            case RunEvent.StepStarted started:
                logger.LogInformation("{Step} starts {Note}", started.Entry.Name, started.Note ?? "");
                break;
            case RunEvent.StepProgress progress:
                logger.LogInformation("{Step}: {Message}", progress.Entry.Name, progress.Message);
                break;
            case RunEvent.ChangeMade change:
                logger.LogInformation("{Step}: {Change}", change.Entry.Name, change.Description);
                break;
            case RunEvent.StepFinished { Result: var result }:
                logger.Log(
                    result.Outcome is StepOutcome.FailedOutcome ? LogLevel.Error : LogLevel.Information,
                    "{Step} is {Outcome} after {Milliseconds} ms {Reason}",
                    result.Entry.Name, result.Outcome.Word, (long)result.Elapsed.TotalMilliseconds,
                    result.Outcome.Explanation ?? "");
                break;
            case RunEvent.Warning warning:
                logger.LogWarning("{Message}", warning.Message);
                break;
            case RunEvent.RunFinished finished:
                logger.LogInformation("Run ends: {Summary}", RunSummary.Line(finished.Result));
                break;
        }
    }
}
