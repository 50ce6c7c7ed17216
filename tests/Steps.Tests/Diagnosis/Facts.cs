using System.Net;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Diagnosis;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.Tests.Simulation;

namespace OpenLaunch.Steps.Tests.Diagnosis;

/// <summary>The facts of a machine on which all is well; tests change one of them.</summary>
internal static class Facts
{
    private static readonly NetworkAdapter Ethernet = TestMachine.Ethernet().ToAdapter();

    public static MachineFacts Well { get; } = new()
    {
        Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
        Adapters = new([Ethernet], null),
        Routes = new([.. ServiceRoute.All.Take(6).Select(service => RouteTo(service.Destination))], null),
        Metadata = new(MetadataState.Answers, "answers with a session token, as i-0123456789abcdef0", "i-0123456789abcdef0"),
        Names = "ec2.amazonaws.com is 192.0.2.1",
        ClockOffset = TimeSpan.FromMilliseconds(3),
        Time = new TimeKeeping(new("169.254.169.123,0x9", 4, "11/27/2026 11:50:02 AM"), IsFromDomain: false),
        LastKms = new KmsExchange(new(2026, 11, 20, 10, 12, 0, TimeSpan.Zero), IsAnswer: true, Code: 0),
        Sysprep = new SysprepFacts { Setup = new("IMAGE_STATE_COMPLETE"), Build = 20348, HasDesktop = true, IsLocalSystem = false },
        Kms = new KmsReach([Ec2Addresses.Kms[0]]),
        Activation = new ActivationState("169.254.169.250", 1688, LicenceStatus.Licensed)
        {
            Remaining = TimeSpan.FromDays(170), KeyChannel = "Volume:GVLK", Edition = "ServerDatacenter", Build = 20348,
        },
        Billing = Billing.Included,
        BootTask = BootTaskState.Disabled,
        TimeService = new ServiceStatus(ServiceState.Running, ServiceStartType.Automatic),
        SystemsManager = new ServiceStatus(ServiceState.Running, ServiceStartType.Automatic),
        OtherAgents = new([], null),
        Agent = new RunStatus(RunState.Ok, "run-1", "i-0123456789abcdef0", DateTimeOffset.UnixEpoch, 400, []),
    };

    public static Route RouteTo(
        IPNetwork destination, string gateway = "172.31.32.1", int index = 12, int metric = 15,
        RouteStore store = RouteStore.Active) => new(
            destination, IPAddress.Parse(gateway), store == RouteStore.Persistent ? null : index, metric, store);

    public static MachineFacts With(params Route[] routes) => Well with
    {
        Routes = new(
            [.. Well.Routes.Value!.Where(own => routes.All(other => !other.Destination.Equals(own.Destination))), .. routes],
            null),
    };
}
