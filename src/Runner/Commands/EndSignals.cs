using System.Runtime.InteropServices;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// What tells this process to end: Ctrl-C, Ctrl-Break, a window or SSH session that is closed, the end of a service or of
/// Windows. Each cancels the command, so that journal, lock and script files are left in order. The command line library would
/// end a command at once that has not come to its first wait.
/// </summary>
internal sealed class EndSignals : IDisposable
{
    // A cancelled step may take 10 s to stop, and the journal must then be closed in order. Windows ends the process as soon as
    // the handler returns where it closes a window or shuts down, and by itself after 5 s (Microsoft Learn, "HandlerRoutine").
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly (PosixSignal Signal, int Number)[] Signals =
    [
        (PosixSignal.SIGHUP, 1), // CTRL_CLOSE_EVENT
        (PosixSignal.SIGINT, 2), // CTRL_C_EVENT
        (PosixSignal.SIGQUIT, 3), // CTRL_BREAK_EVENT
        (PosixSignal.SIGTERM, 15), // CTRL_SHUTDOWN_EVENT
    ];

    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly TaskCompletionSource<int> overdue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] registrations;

    public EndSignals() => registrations =
        [.. Signals.Select(known => PosixSignalRegistration.Create(known.Signal, context => Handle(context, known.Number)))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The exit code of a command that has not ended in time after a signal, as a shell tells of the signal.</summary>
    public Task<int> Overdue => overdue.Task;

    public void Dispose()
    {
        ended.Set();
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        _ = Task.Delay(Patience, TimeProvider.System)
            .ContinueWith(_ => overdue.TrySetResult(128 + number), TaskScheduler.Default);
        StepGuard.Try(source.Cancel);
        if (OperatingSystem.IsWindows() && context.Signal is PosixSignal.SIGHUP or PosixSignal.SIGTERM)
            ended.Wait(Patience);
    }
}
