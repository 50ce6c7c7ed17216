using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Extensions.Logging;

namespace OpenLaunch.Runner.Composition;

/// <summary>The agent's log file: UTF-8, UTC, one backup above 1 MiB.</summary>
internal static class AgentLog
{
    /// <summary>The log's name in the log folder.</summary>
    public const string FileName = "openlaunch.log";

    /// <summary>The log of what stays resident: a file has one writer.</summary>
    public const string ResidentFileName = "watch.log";

    /// <param name="folder">The log folder; made when missing.</param>
    /// <returns>The log; one that takes nothing where the disk refuses it, which standard error is told.</returns>
    /// <param name="isEchoed">Whether standard error shows it, too.</param>
    public static ILoggerFactory Open(string folder, string fileName = FileName, bool isEchoed = false)
    {
        if (StepGuard.Try(() => Touch(folder, fileName)) is not { } problem)
            return Write(folder, fileName, isEchoed);
        Console.Error.WriteLine($"warning: the log in {folder} cannot be written: {problem.Message}");
        return NullLoggerFactory.Instance;
    }

    private static void Touch(string folder, string fileName)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, fileName);
        File.Open(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
    }

    /// <summary>One that only standard error shows: a dry run writes no file.</summary>
    public static ILoggerFactory OfStandardError() =>
        new SerilogLoggerFactory(new LoggerConfiguration().WriteTo.Sink(new StandardError()).CreateLogger(), dispose: true);

    private static SerilogLoggerFactory Write(string folder, string fileName, bool isEchoed) => new(
        (isEchoed ? new LoggerConfiguration().WriteTo.Sink(new StandardError()) : new LoggerConfiguration())
            .WriteTo.File(
                new PrintableFormatter(),
                Path.Combine(folder, fileName),
                fileSizeLimitBytes: 1 << 20,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: 2)
            .CreateLogger(),
        dispose: true);

    private sealed class StandardError : ILogEventSink
    {
        private readonly PrintableFormatter formatter = new();

        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, Console.Error);
    }

    /// <summary>Sets further lines of an entry in, so that none looks like an entry of its own.</summary>
    private sealed class PrintableFormatter : ITextFormatter
    {
        private readonly MessageTemplateTextFormatter formatter = new(
            "{UtcTimestamp:yyyy-MM-dd HH:mm:ss.fff}Z {Level}: {Message:lj}{NewLine}{Exception}", CultureInfo.InvariantCulture);

        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            formatter.Format(logEvent, text);
            output.WriteLine(PrintableText.Block(text.ToString()).TrimEnd('\n')
                .Replace("\n", $"{Environment.NewLine}    ", StringComparison.Ordinal));
        }
    }
}
