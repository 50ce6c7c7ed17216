using System.Globalization;
using System.Text;

namespace OpenLaunch.Core.Console;

/// <summary>Forms console lines and hands them to a port.</summary>
/// <param name="port">Where the lines go.</param>
/// <param name="topics">The topics that are written besides <see cref="ConsoleTopic.Progress"/>.</param>
public sealed class InstanceConsole(IConsolePort port, TimeProvider time, IReadOnlyCollection<ConsoleTopic> topics)
    : IInstanceConsole
{
    // A password that does not leave is lost for good; a port that is busy for so long is waited for by nothing else.
    private static readonly TimeSpan PasswordPatience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public ConsoleStyle Style { get; init; }

    /// <summary>A line as the port gets it.</summary>
    /// <param name="time">The time that stands before the text.</param>
    public static string Format(DateTimeOffset time, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy'/'MM'/'dd HH':'mm':'ss}Z: {text}\r\n");

    /// <inheritdoc/>
    public void WriteLine(ConsoleTopic topic, string text)
    {
        if (IsWritten(topic))
            port.Write(Bytes(topic, text));
    }

    /// <inheritdoc/>
    public Task<bool> OpenAsync(ConsoleTopic topic, CancellationToken cancellationToken) =>
        IsWritten(topic) ? port.WriteAsync(default, PatienceOf(topic)).WaitAsync(cancellationToken) : Task.FromResult(true);

    /// <inheritdoc/>
    public Task<bool> WriteLineAsync(ConsoleTopic topic, string text, CancellationToken cancellationToken) => IsWritten(topic)
        ? port.WriteAsync(Bytes(topic, text), PatienceOf(topic)).WaitAsync(cancellationToken)
        : Task.FromResult(true);

    /// <inheritdoc/>
    public void Release() => port.Release();

    // Only the password block has line ends of its own; elsewhere they would be lines that somebody else wrote.
    private byte[] Bytes(ConsoleTopic topic, string text) => Encoding.UTF8.GetBytes(Format(
        time.GetUtcNow(),
        topic == ConsoleTopic.Password
            ? PrintableText.Block(text).Replace("\n", "\r\n", StringComparison.Ordinal)
            : PrintableText.Line(text)));

    private static TimeSpan PatienceOf(ConsoleTopic topic) => topic == ConsoleTopic.Password ? PasswordPatience : Patience;

    private bool IsWritten(ConsoleTopic topic) => topic == ConsoleTopic.Progress || topics.Contains(topic);
}
