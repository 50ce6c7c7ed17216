using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Simulation;

/// <summary>
/// The state that all simulated adapters share. Reads and writes are serialised, each write must be inside a change,
/// and is kept in the store before it returns: killed at any moment, the machine is as its last finished change left it.
/// </summary>
/// <param name="state">The machine as it stands.</param>
/// <param name="scope">Tells whether a change is being applied.</param>
/// <param name="save">Keeps the state after each write, atomically; null keeps it in memory.</param>
public sealed class SimulatedMachine(MachineState state, ChangeScope scope, Action<MachineState>? save = null)
{
    private readonly Lock gate = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Brings the machine that another process has written since; null: none has.</summary>
    internal Func<MachineState?>? Newer { get; init; }

    /// <summary>Reads from the state.</summary>
    /// <param name="read">Takes what it needs and keeps no reference into the state.</param>
    public T Read<T>(Func<MachineState, T> read)
    {
        lock (gate)
        {
            TakeNewer();
            return read(state);
        }
    }

    /// <summary>Writes to the state, inside a change.</summary>
    /// <param name="what">What is written, for the message when the write is outside a change.</param>
    /// <param name="write">Alters the state.</param>
    /// <exception cref="InvalidOperationException">The write is outside a change.</exception>
    public void Write(string what, Action<MachineState> write)
    {
        scope.Demand(what);
        Happen(write);
    }

    /// <summary>As <see cref="Write"/>, for adapters whose acts are asynchronous on Windows.</summary>
    internal Task WriteAsync(string what, Action<MachineState> write)
    {
        Write(what, write);
        return Task.CompletedTask;
    }

    /// <summary>Alters the state as the world does, not a step: a lease arrives, Windows restarts.</summary>
    /// <param name="happening">Alters the state.</param>
    public void Happen(Action<MachineState> happening)
    {
        TaskCompletionSource waiters;
        lock (gate)
        {
            TakeNewer();
            happening(state);
            save?.Invoke(state);
            waiters = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiters.TrySetResult();
    }

    /// <summary>Returns at the next alteration, or when the bound is over.</summary>
    public async Task WaitForChangeAsync(TimeSpan bound, TimeProvider time, CancellationToken cancellationToken)
    {
        Task next;
        lock (gate)
            next = changed.Task;
        await Task.WhenAny(next, Task.Delay(bound, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>A machine is one, however many processes simulate it: what one of them changes, the others find.</summary>
    private void TakeNewer() => state = Newer?.Invoke() ?? state;
}
