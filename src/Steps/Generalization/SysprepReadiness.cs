using OpenLaunch.Steps.Sysprep;

namespace OpenLaunch.Steps.Generalization;

/// <summary>Decides whether Sysprep may start, and as whom.</summary>
internal static class SysprepReadiness
{
    /// <summary>The image state after a Sysprep that did all.</summary>
    public const string Generalized = "IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE";

    // What a Sysprep that failed leaves; the next one may do better once its cause is gone.
    private const string Undeployable = "IMAGE_STATE_UNDEPLOYABLE";

    // From this build on LocalSystem leaves out packages of the desktop: Explorer, Start menu and Settings of the image's users
    // then crash (Microsoft Learn, "sysprep-as-system-windows-11").
    private const int BrokenAsLocalSystem = 26100;

    /// <summary>Whether Sysprep is to run as the built-in administrator.</summary>
    public static bool NeedsAdministrator(SysprepFacts facts, SysprepAccount account) => !facts.IsDomainController && (
        account == SysprepAccount.Administrator
        || (account == SysprepAccount.Auto && facts is { IsLocalSystem: true, HasDesktop: true, Build: >= BrokenAsLocalSystem }));

    /// <summary>Judges.</summary>
    /// <param name="facts">What is known of the machine, with the administrator where it is needed.</param>
    /// <param name="account">Whom the operator wants Sysprep to run as.</param>
    public static SysprepVerdict Judge(SysprepFacts facts, SysprepAccount account)
    {
        var asAdministrator = NeedsAdministrator(facts, account);
        return new SysprepVerdict(
            asAdministrator ? facts.Administrator?.Name : null,
            [.. Refusals(facts, asAdministrator)], [.. Obstacles(facts)]);
    }

    private static IEnumerable<SysprepObstacle> Refusals(SysprepFacts facts, bool asAdministrator)
    {
        if (facts.IsDomainController)
            yield return new("this is a domain controller, which Sysprep does not take", "Demote it first.");
        if (facts.Setup.ImageState is null)
            yield return new("the image state cannot be read", "Run as an administrator.");
        if (Is(facts, Generalized))
            yield return new("Windows is generalized already", "Shut it down and make the image.");
        if (!asAdministrator)
            yield break;
        const string Otherwise = "or call 'openlaunch sysprep' in a session of an administrator.";
        if (facts.Administrator is not { } administrator)
        {
            yield return new(
                "there is no built-in administrator (SID S-1-5-21-...-500) to run Sysprep as", $"Make one, {Otherwise}");
        }
        else if (administrator.LogonRemedies() is { Count: > 0 } remedies)
        {
            yield return new(
                $"Sysprep must run as the built-in administrator '{administrator.Name}', who cannot log on",
                $"First {string.Join(", ", remedies)}, {Otherwise}");
        }
    }

    private static IEnumerable<SysprepObstacle> Obstacles(SysprepFacts facts)
    {
        if (facts.Setup.ImageState is not null && !Is(facts, Generalized) && !IsSetUp(facts.Setup))
            yield return new($"Windows Setup is not over ({facts.Setup})", "Let it come to its end.");
        if (facts.Servicing.Count > 0)
            yield return new($"Windows is being serviced ({string.Join(", ", facts.Servicing)})", "Let that come to its end.");
        if (facts.PendingRestarts.Count > 0)
            yield return new($"Windows must restart ({string.Join(", ", facts.PendingRestarts)})", "Restart it.");
    }

    private static bool IsSetUp(SetupState setup) =>
        (setup.ImageState == Undeployable ? setup with { ImageState = SetupState.Complete } : setup).IsOver;

    private static bool Is(SysprepFacts facts, string state) =>
        string.Equals(facts.Setup.ImageState, state, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Whether Sysprep may start, and as whom.</summary>
/// <param name="Administrator">The built-in administrator when it runs as that, else null.</param>
/// <param name="Refusals">What no waiting changes.</param>
/// <param name="Obstacles">What may pass.</param>
internal sealed record SysprepVerdict(
    string? Administrator, IReadOnlyList<SysprepObstacle> Refusals, IReadOnlyList<SysprepObstacle> Obstacles);

/// <summary>What keeps Sysprep from starting.</summary>
/// <param name="What">What it is.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record SysprepObstacle(string What, string Remedy);
