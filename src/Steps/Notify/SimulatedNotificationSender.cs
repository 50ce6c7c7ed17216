using System.Text;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Notify;

/// <summary>
/// Sends nothing: a simulation tells nobody that an instance is ready. What would be sent is written to a file, without headers,
/// path, user and password, which may be secrets.
/// </summary>
internal sealed class SimulatedNotificationSender(string folder, ChangeScope scope) : INotificationSender
{
    public async Task<NotificationAnswer> PostAsync(
        Uri address, IReadOnlyDictionary<string, string> headers, byte[] content, string contentType,
        CancellationToken cancellationToken)
    {
        scope.Demand($"message to {address.Host}");
        Directory.CreateDirectory(folder);
        var target = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        await File.AppendAllTextAsync(
            Path.Combine(folder, "notifications.txt"), $"POST {target} {Encoding.UTF8.GetString(content)}\n", cancellationToken);
        return new(200, "");
    }
}
