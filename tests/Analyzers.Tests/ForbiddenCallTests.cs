namespace OpenLaunch.Analyzers.Tests;

public sealed class ForbiddenCallTests
{
    [Fact]
    public Task Each_call_that_harms_the_run_is_reported() => StepSource.CheckAsync("""
        private readonly DateTime made = DateTime.Today; // OL0004
        public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken token)
        {
            Environment.Exit(1); // OL0002
            Environment.FailFast("x"); // OL0002
            Thread.Sleep(5); // OL0003
            var now = DateTime.Now; // OL0004
            var later = DateTimeOffset.UtcNow.AddDays(1); // OL0004
            Console.WriteLine("x"); // OL0005
            Console.Out.Flush(); // OL0005
            new List<string> { "a" }.ForEach(Console.WriteLine); // OL0005
            await Task.Delay(TimeSpan.FromSeconds(1), context.Time, token);
            context.Report($"{context.Time.GetUtcNow()} {now} {later} {made}");
            return StepOutcome.Done;
        }
        """);

    [Fact]
    public async Task An_adapter_of_the_same_assembly_is_held_to_it_too() => Assert.Equal(
        "OL0003",
        Assert.Single(await StepSource.ReportAsync("public class Adapter { public void Go() => System.Threading.Thread.Sleep(1); }"))
            .Id);
}
