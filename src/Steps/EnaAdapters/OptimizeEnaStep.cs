using System.Globalization;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.RegistryValues;

namespace OpenLaunch.Steps.EnaAdapters;

/// <summary>
/// Keeps the interrupts of the Elastic Network Adapters off the first processors and gives each adapter 16 of its own (EC2 User
/// Guide, "Operating system optimizations" of enhanced networking). Depths of queues are left alone: nobody says them.
/// </summary>
[Step("optimizeEna", "Spreads the work of the Elastic Network Adapters over the processors")]
public sealed class OptimizeEnaStep(IMachineRegistry registry) : Step<OptimizeEnaInputs>
{
    private const string Processors = @"HARDWARE\DESCRIPTION\System\CentralProcessor";

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        OptimizeEnaInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var processors = registry.SubKeys(Processors).Count;
        var adapters = AdapterKeys.OfEna(registry);
        if (adapters.Count == 0)
            return StepOutcome.Skipped("the machine has no Elastic Network Adapter");
        if (processors <= RssRange.Size)
        {
            return StepOutcome.Skipped(
                $"the machine has {processors} processors; up to {RssRange.Size} there is nothing to spread");
        }

        var edits = adapters.SelectMany((adapter, index) => Edits(adapter.Key, adapter.Name, RssRange.Of(index, processors)));
        return await RegistryEdits.ApplyAsync(registry, edits, service: null, context, cancellationToken) && inputs.Reboot
            ? StepOutcome.RebootThenDone("the network adapters read their processors when they start")
            : StepOutcome.Done;
    }

    private static IEnumerable<RegistryEdit> Edits(string key, string adapter, RssRange range)
    {
        return
        [
            Edit("*RssBaseProcGroup", range.Group, "group of the first processor"),
            Edit("*RssBaseProcNumber", range.First, "first processor"),
            Edit("*RssMaxProcGroup", range.Group, "group of the last processor"),
            Edit("*RssMaxProcNumber", range.Last, "last processor"),
        ];

        RegistryEdit Edit(string name, int value, string what) =>
            new(key, name, value.ToString(CultureInfo.InvariantCulture), IsNumber: false, $"the {what} of {adapter}");
    }
}

/// <summary>The processors of one adapter.</summary>
/// <param name="Group">The processor group, of at most 64 processors.</param>
/// <param name="First">The first processor in it.</param>
/// <param name="Last">The last one.</param>
internal readonly record struct RssRange(int Group, int First, int Last)
{
    /// <summary>The processors of a range.</summary>
    public const int Size = 16;

    private const int MostInGroup = 64;

    // Windows itself works on the first one and, with two threads a core, its twin.
    private const int Busy = 2;

    /// <summary>The range of an adapter; with more adapters than ranges they begin anew.</summary>
    /// <param name="adapter">Its place among the adapters, from 0.</param>
    /// <param name="processors">The machine's logical processors; Windows makes all groups of one size.</param>
    public static RssRange Of(int adapter, int processors)
    {
        var groups = (processors + MostInGroup - 1) / MostInGroup;
        var inGroup = processors / groups;
        var rangesInGroup = Math.Max(inGroup / Size, 1);
        var range = adapter % (rangesInGroup * groups);
        var (group, first) = (range / rangesInGroup, range % rangesInGroup * Size);
        return new(group, group == 0 && first == 0 ? Busy : first, Math.Min(first + Size, inGroup) - 1);
    }
}
