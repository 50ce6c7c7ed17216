using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>Which adapter carries the routes, and why not the others.</summary>
internal static class DiagnosisOfAdapters
{
    private const string Subject = "adapter";

    public static IEnumerable<Finding> Of(MachineFacts facts)
    {
        if (facts.Adapters.Value is not { } adapters)
        {
            yield return new(Severity.Error, Subject, "The adapters cannot be listed", facts.Adapters.Problem ?? "");
            yield break;
        }

        var selection = PrimaryAdapterSelector.Select(adapters);
        if (selection.Primary is { } primary)
            yield return Primary(primary);
        else
        {
            yield return new(
                Severity.Error, Subject, "No adapter can carry the routes",
                adapters.Count == 0 ? "there is no adapter" : "", "ipconfig.exe /renew");
        }

        foreach (var rejected in selection.Rejected)
            yield return new(Severity.Info, Subject, $"{Name(rejected.Adapter)} is not the primary one: it {rejected.Reason}");
    }

    private static Finding Primary(NetworkAdapter primary)
    {
        var ways = AdapterPath.Of(primary).Select(path => $"gateway {path.Gateway}");
        var why = PrimaryAdapterSelector.HasTakenOver(primary)
            ? "a virtual switch that took over address and gateway of the physical adapter"
            : "the working Ethernet adapter with a default gateway and the lowest index";
        var addresses = primary.Addresses.Select(own => $"{own.Address}/{own.PrefixLength}");
        return new(
            Severity.Info, Subject, $"{Name(primary)} is the primary one: {why}", string.Join(", ", [.. addresses, .. ways]));
    }

    private static string Name(NetworkAdapter adapter) =>
        $"Interface {adapter.InterfaceIndex} '{adapter.Name}' ({adapter.Description})";
}
