using OpenLaunch.Core.Engine;

namespace OpenLaunch.Core.Tests.Engine;

/// <summary>A step that does what the test says.</summary>
[Step("scripted", "Does what the test says")]
internal sealed class ScriptedStep(Func<StepContext, CancellationToken, Task<StepOutcome>> script) : Step<NoInputs>
{
    public override Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken) =>
        script(context, cancellationToken);

    public static PlanEntry Entry(string name, Func<StepContext, CancellationToken, Task<StepOutcome>> script) => new()
    {
        Name = name,
        Definition = StepDefinition.For<ScriptedStep, NoInputs>(_ => new ScriptedStep(script)),
        Inputs = new NoInputs(),
    };

    public static PlanEntry Entry(string name, StepOutcome outcome) => Entry(name, (_, _) => Task.FromResult(outcome));
}
