using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.RegistryValues;

namespace OpenLaunch.Steps.Power;

/// <summary>
/// Lets Windows hibernate where the instance was launched for it (EC2 User Guide, "Hibernate your Amazon EC2 instance"): EC2
/// presses the sleep button.
/// </summary>
[Step("setHibernation", "Lets Windows hibernate on an instance that was launched with hibernation")]
public sealed class SetHibernationStep(IPowerSettings settings, IMachineRegistry registry) : Step<NoInputs>
{
    private const string Key = @"SYSTEM\CurrentControlSet\Control\Power";
    private const int Hibernate = 2;

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var configured = await context.Metadata.GetAsync("meta-data/hibernation/configured", cancellationToken);
        if (configured?.Trim() != "true")
            return StepOutcome.Skipped("the instance was not launched with hibernation");
        if (registry.Read(Key, "HibernateEnabled") != "1" || registry.Read(Key, "HiberFileSizePercent") != "100")
        {
            await context.ChangeAsync(
                "turn hibernation on, with a file that holds all memory", settings.EnableHibernationAsync, cancellationToken);
        }

        var button = await settings.ReadAsync(PowerSetting.SleepButton, cancellationToken);
        if (button is not null && button != new PowerValue(Hibernate, Hibernate))
        {
            await context.ChangeAsync(
                "let the sleep button hibernate", token => settings.WriteAsync(PowerSetting.SleepButton, Hibernate, token),
                cancellationToken);
        }

        return StepOutcome.Done;
    }
}
