namespace OpenLaunch.Core.Console;

/// <summary>The instance console: lines that EC2 shows through GetConsoleOutput.</summary>
public interface IInstanceConsole
{
    /// <summary>Whose wording and order the lines have.</summary>
    ConsoleStyle Style => ConsoleStyle.V1;

    /// <summary>
    /// Writes one line as <c>yyyy/MM/dd HH:mm:ssZ: text</c> in UTC, UTF-8, ended by CR LF. Text may hold line ends
    /// (the password block does); the time stands only before the first. Never throws for a busy or absent port.
    /// </summary>
    /// <param name="topic">What the line is about; the configuration chooses the topics that are written.</param>
    /// <param name="text">The text after the time.</param>
    void WriteLine(ConsoleTopic topic, string text);

    /// <summary>Opens the port ahead of a line that must not be lost, and waits for it while it is busy or absent.</summary>
    /// <param name="topic">What the line will be about.</param>
    /// <returns>Whether the port is open, or the topic is one that is not written.</returns>
    Task<bool> OpenAsync(ConsoleTopic topic, CancellationToken cancellationToken);

    /// <summary>
    /// Writes one line and waits until it has left the port: no longer than 5 minutes for a password, 30 s for the rest.
    /// </summary>
    /// <param name="topic">What the line is about.</param>
    /// <param name="text">The text after the time.</param>
    /// <param name="cancellationToken">Ends the wait; the line stays queued.</param>
    /// <returns>Whether the line left, or its topic is one that is not written.</returns>
    Task<bool> WriteLineAsync(ConsoleTopic topic, string text, CancellationToken cancellationToken);

    /// <summary>
    /// Lets go of the port so that another agent can open it, e.g. before user data starts. A later line opens it again.
    /// </summary>
    void Release();
}

/// <summary>What a console line is about.</summary>
public enum ConsoleTopic
{
    /// <summary>How the boot goes on: Sysprep, metadata, restart. Always written.</summary>
    Progress,

    /// <summary>Operating system, drivers, instance: configured as <c>info</c>.</summary>
    Info,

    /// <summary>User name and encrypted password: configured as <c>password</c>.</summary>
    Password,

    /// <summary>Windows is Ready to use: configured as <c>ready</c>.</summary>
    Ready,
}

/// <summary>Whose lines the console has where the two versions of EC2Launch differ: <c>console.style</c>.</summary>
public enum ConsoleStyle
{
    /// <summary>Those of EC2Launch v1.</summary>
    V1,

    /// <summary>Those of EC2Launch v2.</summary>
    V2,
}
