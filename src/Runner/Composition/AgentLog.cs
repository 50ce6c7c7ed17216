using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Engine;
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
    /// <returns>The log; one that takes nothing where the disk does not let it be written, which standard error is told.</returns>
    public static ILoggerFactory Open(string folder, string fileName = FileName)
    {
        if (StepGuard.Try(() => Touch(folder, fileName)) is not { } problem)
            return Write(folder, fileName);
        Console.Error.WriteLine($"warning: the log in {folder} cannot be written: {problem.Message}");
        return NullLoggerFactory.Instance;
    }

    private static void Touch(string folder, string fileName)
    {
        Directory.CreateDirectory(folder);
        File.Open(Path.Combine(folder, fileName), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
    }

    private static SerilogLoggerFactory Write(string folder, string fileName) => new(
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
