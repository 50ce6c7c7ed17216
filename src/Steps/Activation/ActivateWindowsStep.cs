using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Activation;

/// <summary>Points Windows to EC2's key management service, and has it activate itself where it is not.</summary>
/// <param name="activation">Windows activation.</param>
/// <param name="probe">Tries the key management services.</param>
[Step("activateWindows", "Activates Windows through the key management service of EC2")]
public sealed class ActivateWindowsStep(IActivation activation, IKmsProbe probe) : Step<ActivateWindowsInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        ActivateWindowsInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        // Three reads that know nothing of each other; the licensing service alone may take seconds.
        var billing = BillingDocument.ReadAsync(context.Metadata, cancellationToken);
        var reach = KmsReach.FindAsync(probe, cancellationToken);
        var state = await activation.ReadAsync(cancellationToken);
        var plan = ActivationPlanner.Plan(state, await billing, await reach);
        if (plan.SkipReason is { } reason)
            return StepOutcome.Skipped(reason);
        foreach (var edit in plan.Edits)
        {
            if (edit is ActivationEdit.Activate && (await reach).Opened.Count == 0 && !context.DryRun)
            {
                return StepOutcome.Failed(
                    $"Windows cannot be activated: no KMS answers (tried {KmsReach.Tried}). "
                    + "Check the routes and the firewall: openlaunch doctor.");
            }

            await context.ChangeAsync(edit.Description, token => ApplyAsync(edit, token), cancellationToken);
        }

        return context.DryRun || plan.Edits.Count == 0 ? StepOutcome.Done : await VerifyAsync(context, cancellationToken);
    }

    private async Task<StepOutcome> VerifyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var state = await activation.ReadAsync(cancellationToken);
        context.Logger.LogInformation("Windows is {Status}, KMS host {Server}", state.Status, state.KmsServer);
        return state.Status == LicenceStatus.Licensed ? StepOutcome.Done : StepOutcome.Failed(
            $"Windows was asked to activate itself through {state.KmsServer} and is still {ActivationPlanner.Word(state.Status)}. "
            + "See what the licensing service says: slmgr.vbs /dlv.");
    }

    private Task ApplyAsync(ActivationEdit edit, CancellationToken cancellationToken) => edit switch
    {
        ActivationEdit.InstallKey install => activation.InstallKeyAsync(install.Key, cancellationToken),
        ActivationEdit.SetKms set => activation.SetKmsAsync(set.Server.ToString(), KmsAddresses.Port, cancellationToken),
        _ => activation.ActivateAsync(cancellationToken),
    };
}
