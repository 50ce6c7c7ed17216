using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.EventLog;

/// <summary>Prints entries of event logs on the console, as EC2Launch v1's <c>SendEventLogs.ps1</c> and EC2Config do.</summary>
[Step("sendEventLogs", "Prints the newest entries of event logs on the console")]
public sealed class SendEventLogsStep(IEventLogs logs) : Step<SendEventLogsInputs>
{
    private static readonly TimeSpan LongestLog = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        SendEventLogsInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var unread = new List<string>();
        foreach (var query in context.DryRun ? [] : inputs.Events)
        {
            try
            {
                using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                using var timer = context.Time.CreateTimer(
                    _ => bound.Cancel(), null, LongestLog, Timeout.InfiniteTimeSpan);
                foreach (var entry in (await logs.ReadAsync(query, bound.Token)).Reverse())
                    await context.Console.WriteLineAsync(ConsoleTopic.Info, Line(entry), cancellationToken);
            }
            catch (Exception exception) when (exception is MachineException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                unread.Add(query.LogName);
                context.Logger.LogWarning("The event log {Log} was not sent: {Reason}", query.LogName, exception.Message);
            }
        }

        return unread.Count == 0 ? StepOutcome.Done : StepOutcome.Failed(
            $"Not sent, since they could not be read within {LongestLog.TotalSeconds:0} s each: {string.Join(", ", unread)}. "
            + "The log says why; 'wevtutil el' lists the names of all event logs.");
    }

    private static string Line(LoggedEvent entry)
    {
        var level = entry.Level switch { 3 => "Warning", 4 => "Information", _ => "Error" };
        var time = entry.Time.UtcDateTime.ToString("M/dd/yyyy hh:mm:ss tt", CultureInfo.InvariantCulture);
        return PrintableText.Line($"EventLogEntry: {entry.Log}  {level}  {entry.Source}  {time}  {entry.Message}");
    }
}
