using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace OpenLaunch.Runner.Composition;

/// <summary>The agent's log file: UTF-8, UTC, one backup above 1 MiB.</summary>
internal static class AgentLog
{
    /// <summary>The log's name in the log folder.</summary>
    public const string FileName = "openlaunch.log";

    /// <summary>The log of what stays resident: a file has one writer.</summary>
    public const string ResidentFileName = "watch.log";

    /// <summary>Opens the log.</summary>
    /// <param name="folder">The log folder; made when missing.</param>
    /// <param name="fileName">The log's name.</param>
    public static ILoggerFactory Open(string folder, string fileName = FileName) => new SerilogLoggerFactory(
        new LoggerConfiguration()
            .WriteTo.File(
                Path.Combine(folder, fileName),
                outputTemplate: "{UtcTimestamp:yyyy-MM-dd HH:mm:ss.fff}Z {Level}: {Message:lj}{NewLine}{Exception}",
                fileSizeLimitBytes: 1 << 20,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: 2,
                formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger(),
        dispose: true);
}
