namespace OpenLaunch.Core.Console;

/// <summary>
/// Keeps the lines of steps that run concurrently in declared order: the first unfinished step writes straight through,
/// the lines of those behind it wait for their turn.
/// </summary>
internal sealed class GroupConsole(IInstanceConsole console)
{
    private readonly IInstanceConsole console = console;
    private readonly Lock gate = new();
    private readonly List<Member> members = [];
    private int turn;

    /// <summary>Adds the next step's console.</summary>
    public Member Add()
    {
        var member = new Member(this, members.Count);
        members.Add(member);
        return member;
    }

    private void Run(int index, Action<IInstanceConsole> action)
    {
        lock (gate)
        {
            if (index == turn)
                action(console);
            else
                members[index].Waiting.Enqueue(action);
        }
    }

    /// <summary>Lets the lines of a step out before their turn, where it may no longer wait for it.</summary>
    private void Hurry(int index)
    {
        lock (gate)
            members[index].Drain(console);
    }

    private void Finish(int index)
    {
        lock (gate)
        {
            members[index].Finished = true;
            while (turn < members.Count && members[turn].Finished)
            {
                turn++;
                if (turn < members.Count)
                    members[turn].Drain(console);
            }
        }
    }

    /// <summary>The console of one step of the group.</summary>
    internal sealed class Member(GroupConsole group, int index) : IInstanceConsole, IDisposable
    {
        internal Queue<Action<IInstanceConsole>> Waiting { get; } = [];

        internal bool Finished { get; set; }

        public ConsoleStyle Style => group.console.Style;

        public void WriteLine(ConsoleTopic topic, string text) => group.Run(index, console => console.WriteLine(topic, text));

        /// <summary>At once: an open port keeps no line from its turn.</summary>
        public Task<bool> OpenAsync(ConsoleTopic topic, CancellationToken cancellationToken) =>
            group.console.OpenAsync(topic, cancellationToken);

        /// <summary>
        /// In its turn; or at once when the step is told to end, for what a step waits for, such as a password that is set
        /// already, is worth more than the order. How long it may take then, the step's grace says.
        /// </summary>
        public async Task<bool> WriteLineAsync(ConsoleTopic topic, string text, CancellationToken cancellationToken)
        {
            var turn = new TaskCompletionSource<Task<bool>>(TaskCreationOptions.RunContinuationsAsynchronously);
            group.Run(index, console => turn.SetResult(console.WriteLineAsync(
                topic, text, cancellationToken.IsCancellationRequested ? CancellationToken.None : cancellationToken)));
            await using var told = cancellationToken.UnsafeRegister(_ => group.Hurry(index), null);
            return await turn.Task.Unwrap();
        }

        public void Release() => group.Run(index, console => console.Release());

        /// <summary>The step has ended: its lines, then those of the next, may go out.</summary>
        public void Dispose() => group.Finish(index);

        internal void Drain(IInstanceConsole console)
        {
            while (Waiting.TryDequeue(out var action))
                action(console);
        }
    }
}
