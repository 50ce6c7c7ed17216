namespace OpenLaunch.Steps.Notify;

/// <summary>Reaches those outside the machine who are to be told.</summary>
internal interface INotificationSender
{
    /// <summary>Sends a message by POST, once.</summary>
    /// <param name="headers">Headers besides those of the content.</param>
    /// <returns>What was answered, whatever that is.</returns>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    Task<NotificationAnswer> PostAsync(
        Uri address, IReadOnlyDictionary<string, string> headers, byte[] content, string contentType,
        CancellationToken cancellationToken);
}

/// <summary>What somebody who was told answered.</summary>
/// <param name="Status">The status code of HTTP.</param>
/// <param name="Text">The beginning of the answer.</param>
internal sealed record NotificationAnswer(int Status, string Text);
