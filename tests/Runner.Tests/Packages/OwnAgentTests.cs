using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Tests.Extensions;

namespace OpenLaunch.Runner.Tests.Packages;

/// <summary>An agent of one's own: the program as a library, with a step compiled in.</summary>
public sealed class OwnAgentTests(PackedPackages packages)
{
    [Fact]
    public async Task The_template_gives_an_agent_whose_tests_pass_and_whose_verbs_know_its_step()
    {
        const string name = "Contoso.Web-Agent";
        await packages.NewAsync("openlaunch-agent", "-n", name, "--step", "Keep-Motd");
        var test = await packages.DotnetAsync(name, "test");
        var steps = await packages.DotnetAsync(name, "run", "--project", "src", "--", "steps", "--config", "plan.yml");
        var run = await packages.DotnetAsync(
            name, "run", "--project", "src", "--", "run", "--simulate", "--config", "plan.yml", "--json");
        var step = Path.Combine(packages.Folder, name, "src", "KeepMotdStep.cs");
        var code = await File.ReadAllTextAsync(step, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            step, code.Replace("await context.Change", "File.Delete(inputs.Path);\nawait context.Change", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var build = await packages.DotnetAsync(name, "build", "src");

        Assert.Contains("succeeded: 6", test.Output);
        Assert.DoesNotContain("warning", test.Output, StringComparison.Ordinal);
        Assert.Contains("keepMotd (always, from Contoso.Web-Agent 1.0.0)", steps.Output);
        Assert.Contains("\"changes\":[\"write keepMotd.txt\"]", run.Output);
        Assert.Contains("warning OL0001: 'File.Delete' changes something outside of ", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_it_is_one_native_program_named_openlaunch_whose_verbs_know_its_step()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OPENLAUNCH_NATIVE")))
            Assert.Skip("OPENLAUNCH_NATIVE names no native program, so the compiler for one may not be here.");
        await packages.NewAsync("openlaunch-agent", "-n", "Contoso.Agent", "--with-reboot");
        var publish = await packages.DotnetAsync("Contoso.Agent", "publish", "src", "-o", "out");
        var folder = Path.Combine(packages.Folder, "Contoso.Agent");

        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);
        Assert.Contains("openlaunch", Directory.GetFiles(Path.Combine(folder, "out")).Select(Path.GetFileName));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "out"), "*.dll"));
        Assert.Contains("keepFile (always, from Contoso.Agent 1.0.0)", (await AnswerAsync("steps")).Output);
        Assert.Contains("\"keepFile\"", (await AnswerAsync("schema")).Output);
        Assert.Equal("plan.yml: valid, 3 entries\n", (await AnswerAsync("validate", "plan.yml")).Output);
        Assert.StartsWith("keepFile, from Contoso.Agent 1.0.0\n", (await AnswerAsync("explain", "keepFile")).Output);
        var bad = await AnswerAsync("run-step", "keepFile", "--input", "paht=a", "--simulate");
        Assert.Equal((78, true), (bad.ExitCode, bad.Error.Contains("did you mean 'path'?", StringComparison.Ordinal)));
        var run = await AnswerAsync("run", "--simulate", "--config", "plan.yml", "--json");
        var resumed = await AnswerAsync("run", "--simulate", "--config", "plan.yml", "--json");
        Assert.True((3, 0) == (run.ExitCode, resumed.ExitCode) || run.ExitCode != 0, run.Output + run.Error);
        Assert.Contains("\"changes\":[\"write keepFile.txt\"]", run.Output);
        Assert.Equal("made by Contoso.Agent", await File.ReadAllTextAsync(
            Path.Combine(folder, "keepFile.txt"), TestContext.Current.CancellationToken));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "more.yml"), "version: 1\nextensions:\n  - path: More.dll\nsteps: []\n", TestContext.Current.CancellationToken);
        var extension = await AnswerAsync("validate", "more.yml");
        Assert.Equal(78, extension.ExitCode);
        Assert.Contains("more.yml:3:5: this agent is native and has steps of its own compiled in", extension.Error, StringComparison.Ordinal);

        Task<ToolProcess> AnswerAsync(params string[] arguments) =>
            ToolProcess.RunAsync(Path.Combine(folder, "out", "openlaunch"), folder, arguments);
    }

    [Theory]
    [InlineData(typeof(TakenStep), "Two steps are named 'addRoutes'")]
    [InlineData(typeof(NamelessStep), "is named 'Not a name'; a name is letters and digits, a small letter first.")]
    public void A_step_that_no_plan_could_name_is_refused(Type step, string reason)
    {
        var definition = step == typeof(TakenStep)
            ? StepDefinition.For<TakenStep, NoInputs>(_ => new())
            : StepDefinition.For<NamelessStep, NoInputs>(_ => new());

        Assert.Contains(
            reason, Assert.Throws<ArgumentException>(() => CompiledSteps.With([definition], null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_agent_of_ones_own_calls_no_host_so_one_of_another_version_beside_it_is_nothing_to_it()
    {
        var own = CompiledSteps.With([StepDefinition.For<KeptStep, NoInputs>(_ => new())], null);

        Assert.True(ExtensionHost.IsCalledBy(CompiledSteps.BuiltIn, isNative: true));
        Assert.False(ExtensionHost.IsCalledBy(CompiledSteps.BuiltIn, isNative: false));
        Assert.False(ExtensionHost.IsCalledBy(own, isNative: true));
    }

    [Fact]
    public void Nothing_else_of_the_program_is_public() =>
        Assert.Equal([typeof(OpenLaunchAgent)], typeof(OpenLaunchAgent).Assembly.GetExportedTypes());

    [Step("keepNothing", "Does nothing.")]
    private sealed class KeptStep : Step<NoInputs>
    {
        public override Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepOutcome.Done);
    }

    [Step("addRoutes", "Has a name that is taken.")]
    private sealed class TakenStep : Step<NoInputs>
    {
        public override Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepOutcome.Done);
    }

    [Step("Not a name", "Has a name that no plan can state.")]
    private sealed class NamelessStep : Step<NoInputs>
    {
        public override Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken) =>
            Task.FromResult(StepOutcome.Done);
    }
}
