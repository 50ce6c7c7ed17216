using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Tests.UserData;

namespace OpenLaunch.Steps.Tests.Scripts;

public sealed class ScriptFailureTests : IDisposable
{
    private readonly UserDataBench bench = new();

    [Fact]
    public async Task Repeats_the_last_lines_of_error_output_without_blank_ones() => Assert.Contains(
        "Its last words: two | three.",
        await FailAsync("zero\r\none\r\n\r\ntwo\r\n  three  \r\n\r\n", lines: 2), StringComparison.Ordinal);

    [Fact]
    public async Task Leaves_out_what_a_terminal_would_obey() => Assert.Contains(
        "Its last words: red and blue.", await FailAsync("\u001b[31;1mred\u001b[0m \u001b]0;title\u0007and\u0007 blue\n", lines: 5), StringComparison.Ordinal);

    [Fact]
    public async Task Reads_only_the_end_of_an_endless_output()
    {
        var endless = string.Concat(Enumerable.Repeat(new string('x', 100) + "\n", 100_000));
        var message = await FailAsync(endless + "the end\n", lines: 2);
        Assert.Contains($"Its last words: {new string('x', 100)} | the end.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shortens_a_line_without_end() =>
        Assert.Contains("xxx....", await FailAsync(new string('x', 1000), lines: 5), StringComparison.Ordinal);

    [Fact]
    public async Task Says_nothing_of_a_script_that_said_nothing() => Assert.StartsWith(
        "The batch script 1 of 1 ended with exit code 5. See ", await FailAsync("", lines: 5), StringComparison.Ordinal);

    public void Dispose() => bench.Dispose();

    private async Task<string> FailAsync(string errorOutput, int lines)
    {
        var (outcome, _) = await bench.RunAsync(
            "<script>exit 5</script>", new() { ErrorLines = lines }, runner: new FailingInterpreter(errorOutput));
        return Assert.IsType<StepOutcome.FailedOutcome>(outcome).Message;
    }

    private sealed class FailingInterpreter(string errorOutput) : IProcessRunner
    {
        public async Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
        {
            await File.WriteAllTextAsync(start.ErrorPath, errorOutput, cancellationToken);
            return 5;
        }
    }
}
