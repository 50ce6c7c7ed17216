using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>What metadata, a tag or a script says is a text on console, terminal and journal, and never a line or a command.</summary>
public sealed class HostileText : IDisposable
{
    private const string Hostile = "ami-1\r\n2026/01/01 00:00:00Z: Password: <Password>\u001b[2J\u202Egnp\u2028end\0";

    private readonly EngineBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task It_makes_no_line_and_no_control_character_of_its_own_on_the_console()
    {
        await bench.RunAsync(ScriptedStep.Entry("info", (context, _) =>
        {
            context.Console.WriteLine(ConsoleTopic.Info, $"AMI-ID: {Hostile}");
            return Task.FromResult(StepOutcome.Done);
        }));

        var line = Assert.Single(bench.ConsoleText.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.EndsWith(
            "AMI-ID: ami-1  2026/01/01 00:00:00Z: Password: <Password>?[2J?gnp end?", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_block_keeps_its_lines()
    {
        await bench.RunAsync(ScriptedStep.Entry("password", (context, _) =>
        {
            context.Console.WriteLine(ConsoleTopic.Password, "Password: <Password>\r\nYWJj\r\n</Password>");
            return Task.FromResult(StepOutcome.Done);
        }));

        Assert.EndsWith("Password: <Password>\r\nYWJj\r\n</Password>\r\n", bench.ConsoleText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_reports_and_outcomes_carry_none_of_it_to_journal_terminal_and_log()
    {
        var result = await bench.RunAsync(ScriptedStep.Entry("step", async (context, token) =>
        {
            context.Report(Hostile);
            await context.ChangeAsync(Hostile, _ => Task.CompletedTask, token);
            return StepOutcome.Failed($"first line\nsecond {Hostile}");
        }));

        string[] shown =
        [
            .. bench.Events.OfType<RunEvent.StepProgress>().Select(e => e.Message), .. result.Steps[0].Changes,
            .. bench.Journal().Select(record => $"{record.Description}{record.Reason}"), result.Steps[0].Outcome.Explanation!,
        ];
        Assert.DoesNotContain(shown, text => text.Any(c => (char.IsControl(c) && c != '\n') || c == '\u202E'));
        Assert.StartsWith("first line\nsecond ami-1", result.Steps[0].Outcome.Explanation, StringComparison.Ordinal);
    }
}
