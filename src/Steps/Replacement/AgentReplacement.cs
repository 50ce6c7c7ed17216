using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Replacement;

/// <summary>Keeps Amazon's launch agents from starting beside this one, and restores them.</summary>
internal sealed class AgentReplacement(IServices services, IScheduledTasks tasks, ReplacedAgentsFile file)
{
    /// <summary>The acts that disable what starts by itself or may be started.</summary>
    /// <exception cref="IOException">The file is damaged.</exception>
    public async Task<IReadOnlyList<InstallationAct>> ReplaceAsync(CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken);
        var disabled = ReplacementPlanner.Disable(found);
        if (disabled.Count == 0)
            return [InstallationAct.Of("leave Amazon's launch agents alone: none is here that starts", () => { })];
        file.Read(); // a damaged one is told before anything is done
        return
        [
            // Written first: what is disabled can be restored whenever the power goes.
            InstallationAct.Of(
                $"remember in {file.FullPath} how Amazon's launch agents start",
                () => file.Write(ReplacementPlanner.Remember(found, file.Read()))),
            .. disabled.Select(part => new InstallationAct(
                $"disable {part.Part.InWords} of {part.Part.Agent} (was {Word(part)})",
                token => DisableAsync(part, token))),
        ];
    }

    /// <summary>The acts that restore what the file says; none where nothing was replaced.</summary>
    /// <exception cref="IOException">The file is damaged.</exception>
    public async Task<IReadOnlyList<InstallationAct>> RestoreAsync(CancellationToken cancellationToken)
    {
        var remembered = file.Read();
        if (remembered.Count == 0)
            return [];
        var (changed, gone) = ReplacementPlanner.Restore(await FindAsync(cancellationToken), remembered);
        return
        [
            .. changed.Select(part => new InstallationAct(
                $"restore {part.Part.InWords} of {part.Part.Agent} to {Word(part)}", token => SetAsync(part, token))),
            .. gone.Select(part => InstallationAct.Of(
                $"leave out {part.InWords} of {part.Agent}: it was removed meanwhile", () => { })),
        ];
    }

    /// <summary>What was replaced and starts again.</summary>
    /// <exception cref="IOException">The file is damaged.</exception>
    public async Task<IReadOnlyList<AgentPartStart>> FindEnabledAgainAsync(CancellationToken cancellationToken)
    {
        var remembered = file.Read();
        return remembered.Count == 0
            ? []
            : ReplacementPlanner.EnabledAgain(await FindAsync(cancellationToken), remembered);
    }

    /// <summary>How the parts stood before they were replaced, those that were not included.</summary>
    /// <exception cref="IOException">The file is damaged.</exception>
    public async Task<IReadOnlyList<AgentPartStart>> StoodAsync(CancellationToken cancellationToken)
    {
        var remembered = file.Read();
        return [.. (await FindAsync(cancellationToken)).Select(part =>
            remembered.FirstOrDefault(before => before.Part == part.Part) ?? part)];
    }

    /// <summary>Keeps a part from starting.</summary>
    public Task DisableAsync(AgentPartStart part, CancellationToken cancellationToken) =>
        SetAsync(part with { Start = ServiceStartType.Disabled }, cancellationToken);

    private static string Word(AgentPartStart part) => (part.Part.Kind, part.Start) switch
    {
        (AgentPartKind.ScheduledTask, ServiceStartType.Automatic) => "enabled",
        (_, var start) => start.ToString().ToLowerInvariant(),
    };

    private async Task<IReadOnlyList<AgentPartStart>> FindAsync(CancellationToken cancellationToken)
    {
        var found = new List<AgentPartStart>();
        foreach (var part in AgentPart.Known)
        {
            if (await ReadAsync(part, cancellationToken) is { } start)
                found.Add(new(part, start));
        }

        return found;
    }

    private async Task<ServiceStartType?> ReadAsync(AgentPart part, CancellationToken cancellationToken)
    {
        if (part.Kind == AgentPartKind.Service)
            return (await services.ReadAsync(part.Name, cancellationToken))?.StartType;
        return await tasks.IsEnabledAsync(part.Name, cancellationToken) switch
        {
            true => ServiceStartType.Automatic,
            false => ServiceStartType.Disabled,
            null => null,
        };
    }

    private Task SetAsync(AgentPartStart part, CancellationToken cancellationToken) => part.Part.Kind == AgentPartKind.Service
        ? services.SetStartTypeAsync(part.Part.Name, part.Start, cancellationToken)
        : tasks.SetEnabledAsync(part.Part.Name, part.Start == ServiceStartType.Automatic, cancellationToken);
}
