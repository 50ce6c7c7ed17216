using System.Diagnostics;
using System.Text;

namespace OpenLaunch.Windows.Tests.Wine;

/// <summary>A process of a test. It never outlives the test.</summary>
public sealed class RunningProcess : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private readonly StringBuilder errorsSoFar = new();

    public RunningProcess(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null,
        bool keepInputOpen = false, string folder = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        process = Process.Start(start)!;
        if (!keepInputOpen)
            process.StandardInput.Close();
        output = process.StandardOutput.ReadToEndAsync();
        errors = CollectErrorsAsync();
    }

    public bool HasExited => process.HasExited;

    public Task<ProcessResult> EndAsync() => EndAsync(Bound);

    public async Task<ProcessResult> EndAsync(TimeSpan longest)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(longest);
        await process.WaitForExitAsync(bound.Token);
        // A process that Wine leaves behind may hold the pipes open; what was written by now is all there is.
        var written = await Task.WhenAll(output, errors).WaitAsync(TimeSpan.FromSeconds(30), bound.Token);
        return new ProcessResult(process.ExitCode, written[0], written[1]);
    }

    /// <summary>Waits until standard error says something; for a process that does not end by itself.</summary>
    public async Task UntilErrorsSayAsync(string text)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Bound);
        while (!ErrorsSoFar().Contains(text, StringComparison.Ordinal))
        {
            Assert.False(process.HasExited, $"ended, and never said '{text}': {ErrorsSoFar()}");
            await Task.Delay(100, bound.Token);
        }
    }

    private string ErrorsSoFar()
    {
        lock (errorsSoFar)
            return errorsSoFar.ToString();
    }

    private async Task<string> CollectErrorsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lock (errorsSoFar)
                errorsSoFar.Append(line).Append('\n');
        }

        return ErrorsSoFar();
    }

    public void Kill() => process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
