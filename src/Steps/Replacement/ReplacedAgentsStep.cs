using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Replacement;

/// <summary>
/// Disables what openlaunch replaced and somebody enabled again: Systems Manager's package <c>AWSEC2Launch-Agent</c> installs
/// EC2Launch v2 anew, daily where a State Manager association asks for it. No plan names it; a run does it first where needed.
/// </summary>
internal sealed class ReplacedAgentsStep(AgentReplacement replacement) : Step<NoInputs>
{
    private static readonly StepDefinition Definition = StepDefinition.Of(
        new("disableReplacedAgents", "Disables launch agents of Amazon that openlaunch replaced and that start again"),
        typeof(ReplacedAgentsStep), typeof(NoInputs),
        services => new ReplacedAgentsStep(services.GetRequiredService<AgentReplacement>()), StepDefinition.BuiltIn);

    /// <summary>The plan, with this before it where there is something to disable, or a damaged file to tell of.</summary>
    public static async Task<Plan> BeforeAsync(Plan plan, AgentReplacement replacement, CancellationToken cancellationToken)
    {
        var isNeeded = true;
        var problem = await StepGuard.TryAsync(
            async () => isNeeded = (await replacement.FindEnabledAgainAsync(cancellationToken)).Count > 0);
        cancellationToken.ThrowIfCancellationRequested();
        return isNeeded || problem is not null
            ? plan with { Groups = [.. Plan.Of(Definition, new NoInputs()).Groups.Select(AtEachStart), .. plan.Groups] }
            : plan;
    }

    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        foreach (var part in await replacement.FindEnabledAgainAsync(cancellationToken))
        {
            context.Console.WriteLine(
                ConsoleTopic.Progress,
                $"Message: {part.Part.Agent} was enabled again; OpenLaunch, which replaced it, disables {part.Part.InWords}.");
            await context.ChangeAsync(
                $"disable {part.Part.InWords} of {part.Part.Agent}, which was replaced and enabled again",
                token => replacement.DisableAsync(part, token), cancellationToken);
        }

        return StepOutcome.Done;
    }

    private static PlanGroup AtEachStart(PlanGroup group) =>
        new([.. group.Entries.Select(entry => entry with { AsksForAlways = true })]);
}
