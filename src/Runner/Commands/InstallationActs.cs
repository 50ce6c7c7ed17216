using System.CommandLine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary>Does the acts of an installing verb in their order, and says each.</summary>
internal static class InstallationActs
{
    public static Option<bool> DryRun() => new("--dry-run") { Description = "Tell what would be done, and do nothing." };

    /// <summary>Takes the turn of a verb at what is installed and scheduled, where it changes anything.</summary>
    public static Func<string, IDisposable?> Turn(bool isDryRun, CancellationToken cancellationToken) => stateFolder => isDryRun
        ? null
        : SettingsLock.TakeAsync(stateFolder, Console.Error.WriteLine, TimeProvider.System, cancellationToken)
            .GetAwaiter().GetResult();

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
