using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.RegistryValues;

namespace OpenLaunch.Steps.Wallpaper;

/// <summary>
/// Lets each logon draw what the instance is on the user's wallpaper, as EC2Launch does. The step itself draws nothing: at a boot
/// nobody is logged on, and the wallpaper belongs to the user.
/// </summary>
[Step("setWallpaper", "Puts host name, instance and addresses on the wallpaper of each user at logon")]
public sealed class SetWallpaperStep(IMachineRegistry registry, WallpaperProgram program) : Step<SetWallpaperInputs>
{
    private const string Windows = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        SetWallpaperInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (registry.Read(Windows, "InstallationType") == "Server Core")
            return StepOutcome.Skipped("Server Core shows no wallpaper");
        var settings = new WallpaperSettings(inputs.Path, inputs.Attributes, inputs.InstanceTags);

        // A task of user data runs when all entries of the plan are through.
        await RegistryEdits.ApplyAsync(
            registry, settings.Edits(program.Path, isOfUserData: context.IsPostponed), service: null, context, cancellationToken);
        return StepOutcome.Done;
    }
}

/// <summary>
/// Lets the users have their former wallpaper again at their next logon, where the plan set one and does so no longer. No plan
/// names it; a boot does it first where needed.
/// </summary>
internal sealed class WithdrawWallpaperStep(IMachineRegistry registry) : Step<NoInputs>
{
    private static readonly StepDefinition Definition = StepDefinition.Of(
        new("withdrawWallpaper", "Gives users their wallpaper back, since the plan sets none any longer"),
        typeof(WithdrawWallpaperStep), typeof(NoInputs),
        services => new WithdrawWallpaperStep((IMachineRegistry)services.GetService(typeof(IMachineRegistry))!),
        StepDefinition.BuiltIn);

    /// <summary>The plan, with this before it where it is needed.</summary>
    public static Plan Before(Plan plan, IMachineRegistry registry) =>
        plan.Entries.Any(entry => entry.Enabled && entry.Definition.StepType == typeof(SetWallpaperStep))
        || !WallpaperSettings.IsLeftBehind(registry)
            ? plan
            : plan with { Groups = [.. Plan.Of(Definition, new NoInputs()).Groups, .. plan.Groups] };

    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        await context.ChangeAsync(
            "give users their former wallpaper back at their next logon",
            token => registry.WriteAsync(WallpaperSettings.Withdrawal, token), cancellationToken);
        return StepOutcome.Done;
    }
}
