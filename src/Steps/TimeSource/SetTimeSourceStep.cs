using System.Net.Sockets;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Routes;

namespace OpenLaunch.Steps.TimeSource;

/// <summary>
/// Lets Windows take its time from the Amazon Time Sync Service, as Amazon's images do (EC2 User Guide, "Set the time
/// reference on your EC2 instance to use the local Amazon Time Sync Service").
/// </summary>
[Step("setTimeSource", "Takes the time from the Amazon Time Sync Service")]
public sealed class SetTimeSourceStep(IMachineRegistry registry, INetworkAdapters adapters) : Step<NoInputs>
{
    private const string Service = @"SYSTEM\CurrentControlSet\Services\W32Time";
    private const string FromDomain = "NT5DS";

    // 0x1: at the special interval; 0x8: as a client.
    private const string Flags = ",0x9";

    /// <summary>Whether the domain of the computer says whom it asks for the time.</summary>
    internal static bool IsFromDomain(IMachineRegistry registry) =>
        FromDomain.Equals(registry.Read($@"{Service}\Parameters", "Type"), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (IsFromDomain(registry))
            return StepOutcome.Skipped("the computer takes its time from its domain");
        var families = (await adapters.ListAsync(cancellationToken)).Where(adapter => adapter is { IsUp: true, IsEthernet: true })
            .SelectMany(adapter => adapter.Addresses).Where(address => !address.Address.IsIPv6LinkLocal)
            .Select(address => address.Address.AddressFamily).ToHashSet();
        var isIpv6Only = families is { Count: 1 } && families.Contains(AddressFamily.InterNetworkV6);
        var source = Ec2Addresses.TimeSync[isIpv6Only ? 1 : 0];
        await RegistryEdits.ApplyAsync(
            registry,
            [
                new($@"{Service}\Parameters", "NtpServer", $"{source}{Flags}", IsNumber: false, "the time source"),
                new($@"{Service}\Parameters", "Type", "NTP", IsNumber: false, "the kind of the time source"),
                new(
                    $@"{Service}\TimeProviders\NtpClient", "SpecialPollInterval", "900", IsNumber: true,
                    "the seconds between two polls"),
            ],
            "W32Time", context, cancellationToken);
        return StepOutcome.Done;
    }
}
