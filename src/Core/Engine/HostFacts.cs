using OpenLaunch.Core.Journal;

namespace OpenLaunch.Core.Engine;

/// <summary>What tells this boot and this machine from others, read once a run.</summary>
/// <param name="BootId">The boot; the run's own id where Windows does not tell.</param>
/// <param name="MachineId">The machine; the one that the journal saw last where Windows does not tell.</param>
internal sealed record HostFacts(string BootId, string MachineId)
{
    /// <summary>Reads them. They decide what must not run twice, so one that is unknown is taken to be unchanged.</summary>
    public static HostFacts Read(Func<IHostIdentity> host, JournalHistory history, string runId, Action<string> warn)
    {
        return new(
            Try(() => host().BootId, "boot") ?? $"unknown-{runId}",
            Try(() => host().MachineId, "machine") ?? history.LastMachineId ?? "unknown");

        string? Try(Func<string> read, string what)
        {
            string? value = null;
            if (StepGuard.Try(() => value = read()) is { } problem)
                warn($"Which {what} this is cannot be told: {problem.Message}");
            return value;
        }
    }
}
