namespace OpenLaunch.Analyzers.Tests;

public sealed class OutsideChangeTests
{
    [Fact]
    public Task Changes_around_an_act_are_reported_and_those_in_it_are_not() => StepSource.CheckAsync("""
        public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken token)
        {
            if (computer.Current == "a" || File.Exists("a"))
                return StepOutcome.Done;
            await computer.RenameAsync("b", token); // OL0001
            File.WriteAllText("a", "b"); // OL0001
            Directory.CreateDirectory("c"); // OL0001
            new FileInfo("a").Delete(); // OL0001
            System.Diagnostics.Process.Start("a"); // OL0001
            Environment.SetEnvironmentVariable("a", "b"); // OL0001
            await context.ChangeAsync("do it", async inner =>
            {
                await computer.RenameAsync("b", inner);
                File.WriteAllText("a", "b");
            }, token);
            return StepOutcome.Done;
        }
        """);

    [Fact]
    public Task A_change_of_the_registry_is_one() => StepSource.CheckAsync("""
        public override Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken token)
        {
            using var key = Microsoft.Win32.Registry.LocalMachine.OpenSubKey("a")!;
            key.GetValue("a");
            key.SetValue("a", 1); // OL0001
            Microsoft.Win32.Registry.LocalMachine.CreateSubKey("b"); // OL0001
            return Task.FromResult(StepOutcome.Done);
        }
        """);

    [Fact]
    public Task A_method_that_only_changes_call_is_part_of_them() => StepSource.CheckAsync("""
        public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken token)
        {
            await context.ChangeAsync("write", _ => WriteAsync("a"), token);
            await context.ChangeAsync("write", Write, token);
            await SettleAsync(context, "write", inner => computer.RenameAsync("b", inner), token);
            await BothAsync("a");
            Local();
            return StepOutcome.Done;

            void Local() => File.Delete("a"); // OL0001
        }

        private static Task WriteAsync(string path) { Deeper(path); return Task.CompletedTask; }

        private static void Deeper(string path) => File.WriteAllText(path, "");

        private Task Write(CancellationToken token) => File.WriteAllTextAsync("a", "b", token);

        private static Task SettleAsync(
            StepContext context, string what, Func<CancellationToken, Task> act, CancellationToken token) =>
            context.ChangeAsync(what, act, token);

        private static Task BothAsync(string path) => File.WriteAllTextAsync(path, ""); // OL0001
        """);

    [Fact]
    public Task A_method_that_a_change_and_something_else_call_is_none() => StepSource.CheckAsync("""
        public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken token)
        {
            await context.ChangeAsync("write", _ => WriteAsync("a"), token);
            await WriteAsync("b");
            new List<string> { "a" }.ForEach(File.Delete); // OL0001
            return StepOutcome.Done;
        }

        private static Task WriteAsync(string path) => File.WriteAllTextAsync(path, ""); // OL0001
        """);

    [Fact]
    public async Task Code_that_is_no_step_may_change_what_it_likes_such_as_an_adapter() => Assert.Empty(
        await StepSource.ReportAsync("public class Adapter { public void Go() => System.IO.File.WriteAllText(\"a\", \"b\"); }"));
}
