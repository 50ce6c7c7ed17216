using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace OpenLaunch.Runner.Composition;

/// <summary>The agent's log: UTF-8, UTC, as text and, where the configuration asks for it, as JSON beside that.</summary>
internal sealed class AgentLog : ILoggerFactory
{
    /// <summary>The log's name in the log folder.</summary>
    public const string FileName = "openlaunch.log";

    /// <summary>The log of what stays resident: a file has one writer.</summary>
    public const string ResidentFileName = "watch.log";

    private readonly ILoggerFactory loggers;
    private readonly JsonLog? json;

    private AgentLog(ILoggerFactory loggers, JsonLog? json) => (this.loggers, this.json) = (loggers, json);

    /// <param name="folder">The log folder; made when missing.</param>
    /// <returns>The log; one that takes nothing where the disk refuses it, which standard error is told.</returns>
    /// <param name="isEchoed">Whether standard error shows it, too.</param>
    public static AgentLog Open(string folder, string fileName = FileName, bool isEchoed = false)
    {
        var path = Path.Combine(folder, fileName);
        var text = new RotatingFile(path, new PrintableFormatter());
        if (StepGuard.Try(text.Open) is { } problem)
        {
            text.Dispose();
            System.Console.Error.WriteLine($"warning: the log in {folder} cannot be written: {problem.Message}");
            return new(NullLoggerFactory.Instance, null);
        }

        var json = new JsonLog(Path.ChangeExtension(path, "ndjson"));
        var sinks = new LoggerConfiguration().WriteTo.Sink(text).WriteTo.Sink(json);
        return Of(isEchoed ? sinks.WriteTo.Sink(new StandardError()) : sinks, json);
    }

    /// <summary>One that only standard error shows: a dry run writes no file.</summary>
    public static AgentLog OfStandardError() => Of(new LoggerConfiguration().WriteTo.Sink(new StandardError()), null);

    /// <summary>Writes the log as JSON too, from its first entry on.</summary>
    public void WriteJson() => json?.Begin();

    public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

    public void Dispose() => loggers.Dispose();

    private static AgentLog Of(LoggerConfiguration sinks, JsonLog? json) =>
        new(new SerilogLoggerFactory(sinks.CreateLogger(), dispose: true), json);

    private sealed class StandardError : ILogEventSink
    {
        private readonly PrintableFormatter formatter = new();

        public void Emit(LogEvent logEvent) => formatter.Format(logEvent, System.Console.Error);
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
            output.WriteLine(PrintableText.Bounded(PrintableText.Block(text.ToString()).TrimEnd('\n'))
                .Replace("\n", $"{Environment.NewLine}    ", StringComparison.Ordinal));
        }
    }
}
