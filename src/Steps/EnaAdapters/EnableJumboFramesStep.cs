using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.RegistryValues;

namespace OpenLaunch.Steps.EnaAdapters;

/// <summary>
/// Lets the Elastic Network Adapters take jumbo frames (EC2 User Guide, "Network maximum transmission unit"). The driver reads
/// the property when it starts: no connection is dropped for it.
/// </summary>
[Step("enableJumboFrames", "Lets the Elastic Network Adapters take jumbo frames, from the next start of Windows on")]
public sealed class EnableJumboFramesStep(IMachineRegistry registry) : Step<EnableJumboFramesInputs>
{
    private const string Property = "*JumboPacket";
    private const int EthernetHeader = 14;

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(
        EnableJumboFramesInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        var edits = AdapterKeys.OfEna(registry)
            .Select(adapter => (adapter, Value: Choose(adapter.Key, inputs.Mtu + EthernetHeader)))
            .Where(choice => choice.Value is not null)
            .Select(choice => new RegistryEdit(
                choice.adapter.Key, Property, choice.Value!, IsNumber: false, $"the largest frame of {choice.adapter.Name}"))
            .ToList();
        if (edits.Count == 0)
            return StepOutcome.Skipped("no Elastic Network Adapter of this machine offers jumbo frames");
        if (await RegistryEdits.ApplyAsync(registry, edits, service: null, context, cancellationToken))
            context.Logger.LogInformation("The frames are larger from the next start of Windows on.");
        return StepOutcome.Done;
    }

    /// <summary>Of what the driver offers the smallest that is large enough, else the largest; null: it offers nothing.</summary>
    private string? Choose(string key, int frame)
    {
        var offered = registry.ValueNames($@"{key}\Ndi\Params\{Property}\enum")
            .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var size) ? size : 0).Where(size => size > 0)
            .Order().ToList();
        return offered.Count == 0 ? null : offered.Where(size => size >= frame).DefaultIfEmpty(offered[^1]).First()
            .ToString(CultureInfo.InvariantCulture);
    }
}
