namespace OpenLaunch.Core.Console;

/// <summary>The instance console: lines that EC2 shows through GetConsoleOutput.</summary>
public interface IInstanceConsole
{
    /// <summary>
    /// Writes one line as <c>yyyy/MM/dd HH:mm:ssZ: text</c> in UTC, UTF-8, ended by CR LF. Text may hold line ends
    /// (the password block does); the time stands only before the first. Never throws for a busy or absent port.
    /// </summary>
    /// <param name="topic">What the line is about; the configuration chooses the topics that are written.</param>
    /// <param name="text">The text after the time.</param>
    void WriteLine(ConsoleTopic topic, string text);

    /// <summary>
    /// Lets go of the port so that another agent can open it, e.g. before user data starts. A later line opens it again.
    /// </summary>
    void Release();
}
