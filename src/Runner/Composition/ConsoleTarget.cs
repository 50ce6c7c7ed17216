using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;

namespace OpenLaunch.Runner.Composition;

/// <summary>Opens what <c>--console</c> names.</summary>
internal static class ConsoleTarget
{
    /// <param name="target">A file, <c>COMn</c>, <c>-</c>: standard output, <c>none</c>, or null: the machine's own.</param>
    /// <param name="configuredPort">The port of the configuration, for the machine's own console.</param>
    public static IConsolePort Open(string? target, string configuredPort, IMachine machine, ILogger logger) => target switch
    {
        null => machine.OpenConsole(configuredPort, logger),
        "none" => new StreamConsolePort(Stream.Null),
        "-" => new StreamConsolePort(Console.OpenStandardOutput()),
        _ when IsSerialPort(target) => machine.OpenConsole(target, logger),
        _ => new FileConsolePort(target),
    };

    /// <summary>The topics that the configuration includes.</summary>
    /// <param name="include">The words <c>info</c>, <c>password</c>, <c>ready</c>.</param>
    public static IReadOnlyCollection<ConsoleTopic> Topics(IReadOnlyList<string> include) =>
        [.. Enum.GetValues<ConsoleTopic>().Where(topic => include.Contains(topic.ToString(), StringComparer.OrdinalIgnoreCase))];

    private static bool IsSerialPort(string target) =>
        target.StartsWith("COM", StringComparison.OrdinalIgnoreCase) && int.TryParse(target.AsSpan(3), out _);
}
