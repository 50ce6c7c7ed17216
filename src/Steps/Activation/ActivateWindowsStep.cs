using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Activation;

/// <summary>Points Windows to EC2's key management service, and has it activate itself where it is not.</summary>
[Step("activateWindows", "Activates Windows through the key management service of EC2")]
public sealed class ActivateWindowsStep : Step<ActivateWindowsInputs>
{
    private readonly ActivationDrift drift;

    /// <summary>Makes the step.</summary>
    /// <param name="activation">Windows activation.</param>
    /// <param name="probe">Tries the key management services.</param>
    public ActivateWindowsStep(IActivation activation, IKmsProbe probe)
        : this(new ActivationDrift(activation, probe))
    {
    }

    internal ActivateWindowsStep(ActivationDrift drift) => this.drift = drift;

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        ActivateWindowsInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        // Costs no request, and a start at which all is right is to cost none.
        var state = await drift.ReadStateAsync(cancellationToken);
        if (ActivationPlanner.IsSettled(state))
            return StepOutcome.Done;
        var (_, reach, plan) = await drift.ReadAsync(context.Metadata, cancellationToken, state);
        if (plan.SkipReason is { } reason)
            return StepOutcome.Skipped(reason);
        foreach (var edit in plan.Edits)
        {
            if (edit is ActivationEdit.Activate && reach.Opened.Count == 0 && !context.DryRun)
            {
                return StepOutcome.Failed(
                    $"Windows cannot be activated: no KMS answers (tried {KmsHosts.Tried}). "
                    + "Check the routes and the firewall: openlaunch doctor.");
            }

            await context.ChangeAsync(edit.Description, token => drift.ApplyAsync(edit, token), cancellationToken);
        }

        return context.DryRun || plan.Edits.Count == 0 ? StepOutcome.Done : await VerifyAsync(context, cancellationToken);
    }

    private async Task<StepOutcome> VerifyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var state = await drift.ReadStateAsync(cancellationToken);
        context.Logger.LogInformation("Windows is {Status}, KMS host {Server}", state.Status, state.KmsServer);
        return state.Status == LicenceStatus.Licensed ? StepOutcome.Done : StepOutcome.Failed(
            $"Windows was asked to activate itself through {state.KmsServer} "
            + $"and is still {ActivationPlanner.Word(state.Status)}. "
            + "See what the licensing service says: slmgr.vbs /dlv.");
    }
}
