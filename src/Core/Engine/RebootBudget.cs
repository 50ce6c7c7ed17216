namespace OpenLaunch.Core.Engine;

/// <summary>Bounds the reboots of one boot sequence, so that no step can restart a machine for ever.</summary>
public static class RebootBudget
{
    /// <summary>The most reboots that one entry may ask for in a row.</summary>
    public const int PerEntry = 5;

    /// <summary>The most reboots that all entries together may ask for in a row.</summary>
    public const int PerInstance = 10;

    /// <summary>Lets a wish for a reboot pass, or turns it into a failure once the budget is spent.</summary>
    /// <param name="entryName">The entry that wishes it.</param>
    /// <param name="reboots">The reboots that led to this run, by entry.</param>
    public static StepOutcome Apply(
        string entryName, StepOutcome.RebootOutcome wish, IReadOnlyDictionary<string, int> reboots)
    {
        if (reboots.GetValueOrDefault(entryName) >= PerEntry)
            return Spent($"{entryName} has already restarted the machine {PerEntry} times in a row", wish);
        if (reboots.Values.Sum() >= PerInstance)
            return Spent($"the machine has already restarted {PerInstance} times in a row", wish);
        return wish;
    }

    private static StepOutcome Spent(string what, StepOutcome.RebootOutcome wish) => StepOutcome.Failed(
        $"{what}, and {wish.Reason}. Not restarted again: find out why the restart does not help.");
}
