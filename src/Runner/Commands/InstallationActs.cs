using System.CommandLine;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary>Does the acts of an installing verb in their order, and says each.</summary>
internal static class InstallationActs
{
    public static Option<bool> DryRun() => new("--dry-run") { Description = "Tell what would be done, and do nothing." };

    public static async Task<int> ApplyAsync(
        IEnumerable<InstallationAct> acts, bool isDryRun, CancellationToken cancellationToken)
    {
        foreach (var act in acts)
        {
            Console.Out.WriteLine(isDryRun ? $"would {act.Description}" : act.Description);
            if (!isDryRun)
                await act.ApplyAsync(cancellationToken);
        }

        return ExitCode.Done;
    }
}
