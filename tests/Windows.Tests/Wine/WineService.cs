namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>A service that one test makes by hand: the installed one has neither the paths of a test nor its files' owner.</summary>
public sealed class WineService(WineMachine machine)
{
    public string Name { get; } = $"OpenLaunch-{Guid.NewGuid():N}";

    /// <summary>Makes the service of this program and starts it.</summary>
    internal async Task StartAsync(string program, WineBoot boot, params string[] options)
    {
        string[] command =
        [
            $"\"{WineMachine.WindowsPath(program)}\"", "service", .. options, .. boot.Arguments,
            "--console", WineMachine.WindowsPath(boot.ConsolePath),
        ];
        await machine.DoneAsync("sc", "create", Name, "start=", "demand", "binPath=", string.Join(' ', command));
        await machine.DoneAsync("net", "start", Name);
    }

    public Task StopAsync() => machine.DoneAsync("net", "stop", Name);

    /// <summary>What Windows says of it.</summary>
    public async Task<string> QueryAsync() => (await machine.RunAsync("sc", "query", Name)).Output;

    /// <summary>Waits until it is in this state.</summary>
    public async Task StateAsync(string state)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(2));
        while (!(await QueryAsync()).Contains(state, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, bound.Token);
    }
}
