using System.Globalization;
using System.Text;

namespace OpenLaunch.Core.Console;

/// <summary>Forms console lines and hands them to a port.</summary>
/// <param name="port">Where the lines go.</param>
/// <param name="time">The clock.</param>
/// <param name="topics">The topics that are written besides <see cref="ConsoleTopic.Progress"/>.</param>
public sealed class InstanceConsole(IConsolePort port, TimeProvider time, IReadOnlyCollection<ConsoleTopic> topics)
    : IInstanceConsole
{
    /// <summary>A line as the port gets it.</summary>
    /// <param name="time">The time that stands before the text.</param>
    /// <param name="text">The text.</param>
    public static string Format(DateTimeOffset time, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy'/'MM'/'dd HH':'mm':'ss}Z: {text}\r\n");

    /// <inheritdoc/>
    public void WriteLine(ConsoleTopic topic, string text)
    {
        if (topic == ConsoleTopic.Progress || topics.Contains(topic))
            port.Write(Encoding.UTF8.GetBytes(Format(time.GetUtcNow(), text)));
    }

    /// <inheritdoc/>
    public void Release() => port.Release();
}
