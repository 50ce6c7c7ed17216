using Microsoft.Extensions.DependencyInjection;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.Native;
using OpenLaunch.Steps.Watch;

namespace OpenLaunch.Runner.Commands;

/// <summary>Reads how activation stands, and runs the step <c>activateWindows</c> only where it is needed.</summary>
/// <param name="host">The resident host.</param>
internal sealed class LicenceKeeper(RunHost host) : ILicenceKeeper
{
    private readonly IActivation activation = host.Ports.GetRequiredService<IActivation>();
    private readonly IKmsProbe probe = host.Ports.GetRequiredService<IKmsProbe>();
    private readonly IReadOnlyList<PlanEntry> entries =
        [.. NetworkPlan.Entries(host.Configuration, BuiltInSteps.Catalogue, "activateWindows")];

    public async Task<string> KeepAsync(CancellationToken cancellationToken)
    {
        if (!entries.Any(entry => entry.Enabled))
            return "not looked at, as the configuration disables activateWindows";
        try
        {
            var state = await activation.ReadAsync(cancellationToken).ConfigureAwait(false);
            var reach = await KmsReach.FindAsync(probe, cancellationToken).ConfigureAwait(false);
            var billing = await BillingDocument.ReadAsync(host.Metadata, cancellationToken).ConfigureAwait(false);
            var plan = ActivationPlanner.Plan(state, billing, reach);
            if (plan.SkipReason is { } reason)
                return $"not looked after: {reason}";
            return plan.Edits.Any(edit => edit is ActivationEdit.Activate)
                ? await ActivateAsync(cancellationToken).ConfigureAwait(false)
                : $"Windows is {ActivationPlanner.Word(state.Status)}, nothing to do";
        }
        catch (Exception refusal) when (refusal is WindowsException or RunLockedException or IOException)
        {
            return $"cannot be looked after now: {refusal.Message}";
        }
    }

    private async Task<string> ActivateAsync(CancellationToken cancellationToken)
    {
        var result = await host.RunOnceAsync(
            new Plan([.. entries.Select(entry => new PlanGroup([entry]))]),
            new RunOptions { Force = true, Verb = "watch" }, new WaitProgress(Console.Error), cancellationToken).ConfigureAwait(false);
        return string.Join("; ", result.Steps.Select(step => step.Outcome.Explanation ?? string.Join(", ", step.Changes)));
    }
}
