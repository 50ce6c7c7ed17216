using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.HostName;

/// <summary>Names the computer after its address, its tags or a given name.</summary>
/// <param name="computer">The computer's name.</param>
[Step(
    "setHostName", "Names the computer after its private address, its tags or a given name",
    Frequency = StepFrequency.PerInstance)]
public sealed class SetHostNameStep(IComputerName computer) : Step<SetHostNameInputs>
{
    /// <summary>Kept from the wish for a restart on: the wanted name and the boot that was to end.</summary>
    private const string RestartedFor = "restartedFor";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        SetHostNameInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var (name, failure) = await new HostNameComposer(context.Metadata).ComposeAsync(inputs.Template, cancellationToken);
        if (name is null)
            return StepOutcome.Failed(failure!);
        context.Logger.LogInformation("Hostname : {Name}", name);
        context.Logger.LogInformation("Current computer Hostname : {Name}", computer.Current);
        if (!IsSame(computer.Pending, name))
        {
            if (computer.IsInDomain)
                return LeaveAlone(name, context);
            await RenameAsync(name, context, cancellationToken);
        }

        if (IsSame(computer.Current, name))
        {
            context.Logger.LogInformation("Hostname is already set.");
            if (!string.IsNullOrEmpty(context.Recall(RestartedFor)))
                context.TryRemember(RestartedFor, "");
            return StepOutcome.Done;
        }

        return inputs.Reboot ? Restart(name, context) : StepOutcome.Done;
    }

    private StepOutcome LeaveAlone(string name, StepContext context)
    {
        var reason = $"{computer.Current} belongs to a domain, which would no longer know it under the name {name}; "
            + "rename it with Rename-Computer and an account of the domain";
        if (!context.DryRun)
            context.Console.WriteLine(ConsoleTopic.Progress, $"Message: Computer not renamed: {reason}.");
        return StepOutcome.Skipped(reason);
    }

    private async Task RenameAsync(string name, StepContext context, CancellationToken cancellationToken)
    {
        context.Logger.LogInformation("Attempting to rename host to: {Name}", name);
        await context.ChangeAsync(
            $"rename the computer from {computer.Pending} to {name} from the next start on",
            token => computer.RenameAsync(name, token), cancellationToken);
    }

    /// <summary>Asks for the restart that the name needs, but for each name only once: never a loop of restarts.</summary>
    private StepOutcome Restart(string name, StepContext context)
    {
        var kept = context.Recall(RestartedFor)?.Split('\n');
        if (context.Resumed || (kept is [var before, var boot] && IsSame(before, name) && boot != context.BootId))
        {
            return StepOutcome.Failed(
                $"Windows started again but is still named {computer.Current} and not {name}. "
                + "Look for an answer file, a policy or another agent that names the computer; it is not restarted again.");
        }

        context.Remember(RestartedFor, $"{name}\n{context.BootId}");
        context.Logger.LogInformation("Host rename complete. Reboot has been queued.");
        context.Console.WriteLine(ConsoleTopic.Progress, "Message: Windows is restarting...");
        return StepOutcome.RebootThenDone($"the computer is renamed from {computer.Current} to {name}");
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
