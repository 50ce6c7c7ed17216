using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenLaunch.Core.Console;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// The log as JSON, an object a line. Only the configuration asks for it, which is read when there are entries already: they are
/// kept until then.
/// </summary>
internal sealed class JsonLog(string path) : ILogEventSink, IDisposable
{
    private const int Most = 100;

    private readonly Lock gate = new();
    private readonly RotatingFile file = new(path, new JsonLine());
    private List<LogEvent>? waiting = [];

    public void Begin()
    {
        lock (gate)
        {
            var early = waiting ?? [];
            waiting = null;
            early.ForEach(file.Emit);
        }
    }

    public void Emit(LogEvent logEvent)
    {
        lock (gate)
        {
            if (waiting is null)
                file.Emit(logEvent);
            else if (waiting.Count < Most)
                waiting.Add(logEvent);
        }
    }

    public void Dispose() => file.Dispose();

    private sealed class JsonLine : ITextFormatter
    {
        private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

        public void Format(LogEvent logEvent, TextWriter output)
        {
            using var message = new StringWriter(CultureInfo.InvariantCulture);
            Message.Format(logEvent, message);
            using var line = new MemoryStream();
            using (var json = new Utf8JsonWriter(line, Plain))
            {
                json.WriteStartObject();
                json.WriteString("time", logEvent.Timestamp.UtcDateTime);
                json.WriteString("level", logEvent.Level.ToString());
                var named = logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName);
                if (named is ScalarValue { Value: string source })
                    json.WriteString("source", source);
                json.WriteString("message", PrintableText.Bounded(message.ToString()));
                if (logEvent.Exception is { } exception)
                    json.WriteString("exception", PrintableText.Bounded(exception.ToString()));
                json.WriteEndObject();
            }

            output.Write(PrintableText.Json(Encoding.UTF8.GetString(line.ToArray())) + "\n");
        }
    }
}
