using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;

namespace OpenLaunch.Steps.Tests.Engine;

/// <summary>A step context that keeps in memory what a step changed, printed, logged and remembered.</summary>
public sealed class TestStepContext : StepContext
{
    private readonly ChangeScope scope;
    private readonly Dictionary<string, string> kept;
    private readonly Dictionary<string, string> said = [];

    private TestStepContext(ChangeScope scope, Dictionary<string, string> kept) => (this.scope, this.kept) = (scope, kept);

    public List<string> Changes { get; } = [];

    public List<string> Reports { get; } = [];

    public RecordedConsole Printed => (RecordedConsole)Console;

    public RecordedLog Log => (RecordedLog)Logger;

    public IReadOnlyDictionary<string, string> Kept => kept;

    /// <summary>Called with each change's description just before it is applied; may throw, as a kill would.</summary>
    public Action<string>? BeforeChange { get; set; }

    /// <summary>Whether nothing can be kept, as on a full disk.</summary>
    public bool IsFull { get; set; }

    public static TestStepContext Create(
        ChangeScope scope, IMetadataClient? metadata = null, bool dryRun = false, bool resumed = false,
        Dictionary<string, string>? kept = null, bool force = false, bool postponed = false, TimeProvider? time = null) =>
        new(scope, kept ?? [])
        {
            Name = "step",
            RunId = $"run-{Guid.NewGuid():n}",
            BootId = "boot-1",
            InstanceId = "i-0123456789abcdef0",
            Resumed = resumed,
            DryRun = dryRun,
            Force = force,
            IsPostponed = postponed,
            Metadata = metadata ?? new TestMetadata(),
            Console = new RecordedConsole(),
            Logger = new RecordedLog(),
            Time = time ?? new FakeTimeProvider(),
        };

    public override async Task ChangeAsync(
        string description, Func<CancellationToken, Task> apply, CancellationToken cancellationToken)
    {
        Changes.Add(description);
        if (DryRun)
            return;
        BeforeChange?.Invoke(description);
        await scope.ApplyAsync(description, apply, cancellationToken);
    }

    public override void Report(string message) => Reports.Add(message);

    public override string? Recall(string key) => said.GetValueOrDefault(key) ?? kept.GetValueOrDefault(key);

    public override bool TryRemember(string key, string value)
    {
        said[key] = value;
        if (IsFull)
            return false;
        if (!DryRun)
            kept[key] = value;
        return true;
    }
}

public sealed class RecordedConsole : IInstanceConsole
{
    public ConsoleStyle Style { get; set; }

    public List<(ConsoleTopic Topic, string Text)> Lines { get; } = [];

    public int Releases { get; private set; }

    public IEnumerable<string> Texts => Lines.Select(line => line.Text);

    /// <summary>Whether the port can be opened.</summary>
    public bool Opens { get; set; } = true;

    /// <summary>Whether lines leave the port.</summary>
    public bool LinesLeave { get; set; } = true;

    public void WriteLine(ConsoleTopic topic, string text) => Lines.Add((topic, text));

    public Task<bool> OpenAsync(ConsoleTopic topic, CancellationToken cancellationToken) => Task.FromResult(Opens);

    public Task<bool> WriteLineAsync(ConsoleTopic topic, string text, CancellationToken cancellationToken)
    {
        WriteLine(topic, text);
        return Task.FromResult(LinesLeave);
    }

    public void Release() => Releases++;
}

public sealed class RecordedLog : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => NullLogger.Instance.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception));
}
