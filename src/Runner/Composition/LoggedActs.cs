using Microsoft.Extensions.Logging;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Composition;

/// <summary>Does acts that nobody may be there to see: each goes into the agent's log, and so does what fails.</summary>
internal static class LoggedActs
{
    public static async Task ApplyAsync(
        IEnumerable<InstallationAct> acts, ILogger logger, TextWriter tell, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var act in acts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await tell.WriteLineAsync(act.Description);
                logger.LogInformation("{Act}", act.Description);
                await act.ApplyAsync(cancellationToken);
            }
        }
        catch (Exception exception)
        {
            logger.LogError("{Problem}", exception.Message);
            throw;
        }
    }
}
