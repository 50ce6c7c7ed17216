using System.Runtime.InteropServices;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// A window or SSH session that is closed, and Ctrl-Break, cancel the command as Ctrl-C and the end of the service do, so that
/// journal, lock and script files are left in order. The command line library cares for those two alone.
/// </summary>
internal sealed class ClosedWindow : IDisposable
{
    // Windows ends the process as soon as the handler returns, and by itself after 5 s (Microsoft Learn, "HandlerRoutine").
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource source = new();
    private readonly ManualResetEventSlim ended = new();
    private readonly PosixSignalRegistration[] registrations;

    public ClosedWindow() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle), // CTRL_CLOSE_EVENT
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle), // CTRL_BREAK_EVENT
    ];

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        ended.Set();
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        StepGuard.Try(source.Cancel); // what has ended meanwhile is not told
        if (OperatingSystem.IsWindows() && context.Signal == PosixSignal.SIGHUP)
            ended.Wait(Patience);
    }
}
