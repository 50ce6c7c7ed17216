using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.HostName;

namespace Contoso.JoinDomain;

/// <summary>Renames the computer and joins it to a domain with one restart for both, then looks whether it worked.</summary>
/// <param name="membership">The domain.</param>
/// <param name="name">The computer's name.</param>
[Step("joinDomain", "Joins the computer to a domain", Frequency = StepFrequency.PerInstance)]
public sealed class JoinDomainStep(IDomainMembership membership, IComputerName name) : Step<JoinDomainInputs>
{
    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        JoinDomainInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        var wanted = inputs.ComputerName ?? name.Pending;
        if (IsMember(inputs.Domain) && Same(name.Current, wanted))
            return StepOutcome.Done;
        if (context.Resumed)
        {
            return StepOutcome.Failed(
                $"After the restart the computer is {name.Current} in {membership.Current ?? "no domain"}, not {wanted} in "
                + $"{inputs.Domain}. See netsetup.log in C:\\Windows\\debug.");
        }

        if (!Same(name.Pending, wanted))
            await context.ChangeAsync(
                $"rename the computer to {wanted}", token => name.RenameAsync(wanted, token), cancellationToken);
        if (!IsMember(inputs.Domain))
            await context.ChangeAsync($"join {inputs.Domain} as {wanted}", _ => Join(inputs), cancellationToken);
        return StepOutcome.RebootThenResume($"{wanted} becomes a member of {inputs.Domain} at the restart");
    }

    private Task Join(JoinDomainInputs inputs)
    {
        membership.Join(inputs);
        return Task.CompletedTask;
    }

    private bool IsMember(string domain) => membership.Current is { } current && Same(current, domain);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
