using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpenLaunch.Core.Engine;

/// <summary>A logger that never throws: a full disk under the log is no failure of the step that logs.</summary>
internal sealed class SafeLogger : ILogger
{
    private readonly ILogger logger = NullLogger.Instance;
    private readonly RunRecorder recorder;

    public SafeLogger(Func<ILoggerFactory> factory, string name, RunRecorder recorder)
    {
        this.recorder = recorder;
        ILogger? made = null;
        Do(() => made = factory().CreateLogger(name));
        logger = made ?? logger;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        IDisposable? scope = null;
        Do(() => scope = logger.BeginScope(state));
        return scope;
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        var isEnabled = false;
        Do(() => isEnabled = logger.IsEnabled(logLevel));
        return isEnabled;
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Do(() => logger.Log(logLevel, eventId, state, exception, formatter));

    private void Do(Action act)
    {
        if (StepGuard.Try(act) is { } problem)
            recorder.Fails(typeof(SafeLogger), $"The log cannot be written: {problem.Message}");
    }
}
