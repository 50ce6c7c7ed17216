using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.Notify;

/// <summary>Somebody who is to be told.</summary>
/// <param name="Name">In words; no secret.</param>
/// <param name="Identity">Tells it from all others; may be a secret.</param>
/// <param name="TellAsync">Tells it; throws <see cref="NotificationException"/> where that failed.</param>
internal sealed record NotificationTarget(
    string Name, string Identity, Func<NotificationTries, CancellationToken, Task> TellAsync)
{
    /// <summary>A file, which is written anew.</summary>
    public static NotificationTarget Of(string path, IFiles files, NotificationMessage message) =>
        new($"the file {path}", path, (_, token) => files.WriteAsync(path, message.Json, token));

    /// <summary>An address. Path and query may hold a secret, as those of a chat's incoming hook do, and so may a user.</summary>
    public static NotificationTarget Of(Uri address, NotificationMessage message) => new(
        $"{address.Scheme}://{address.Authority}", address.AbsoluteUri,
        (tries, token) => tries.PostAsync(_ => Task.FromResult<SignedMessage>(
            new(address, new Dictionary<string, string>(), message.Json, "application/json")), token));
}

/// <summary>A message as it is sent.</summary>
internal sealed record SignedMessage(
    Uri Address, IReadOnlyDictionary<string, string> Headers, byte[] Content, string ContentType);

/// <summary>Repeats what may pass, with waits that double: 1 s, 2 s, 4 s, up to 30 s.</summary>
internal sealed class NotificationTries(INotificationSender sender, int attempts, StepContext context)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Sends a message that is made anew for each attempt: a signature does not last.</summary>
    /// <exception cref="NotificationException">It was refused, or none of the attempts came through.</exception>
    public async Task PostAsync(Func<CancellationToken, Task<SignedMessage>> make, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await PostOnceAsync(await make(cancellationToken), cancellationToken);
                return;
            }
            catch (NotificationException problem) when (problem.MayPass && attempt < attempts)
            {
                var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempt - 1), LongestWait.TotalSeconds));
                context.Report(string.Create(
                    CultureInfo.InvariantCulture,
                    $"attempt {attempt} of {attempts}: {problem.Message}; the next one in {wait.TotalSeconds} s"));
                await Task.Delay(wait, context.Time, cancellationToken);
            }
        }
    }

    private async Task PostOnceAsync(SignedMessage message, CancellationToken cancellationToken)
    {
        NotificationAnswer answer;
        try
        {
            answer = await sender.PostAsync(
                message.Address, message.Headers, message.Content, message.ContentType, cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            throw new NotificationException(problem.Message, mayPass: true);
        }

        if (answer.Status is >= 200 and < 300)
            return;
        var why = AwsTargets.MessageIn(answer.Text) is { } said ? $": {said}" : "";
        throw new NotificationException(
            string.Create(CultureInfo.InvariantCulture, $"the answer was {answer.Status}{why}"),
            mayPass: answer.Status is 408 or 429 or >= 500 || answer.Text.Contains("<Code>Throttling", StringComparison.Ordinal));
    }
}
