using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Generalization;
using OpenLaunch.Steps.RegistryValues;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;
using OpenLaunch.Steps.TimeSource;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>The ports that a diagnosis reads.</summary>
internal sealed record DiagnosisPorts(
    INetworkAdapters Adapters, IRouteTable Routes, IMetadataClient Metadata, INameLookup Names, IClockOffset Clock,
    IKmsProbe Kms, IActivation Activation, IBootTask BootTask, IServices Services, OtherAgentFinder OtherAgents,
    ITimeSynchronization Time, IMachineRegistry Registry, IEventLogs EventLogs, ISysprepFacts Sysprep, StartSchedule Schedule,
    Func<CancellationToken, Task<IReadOnlyList<string>>> EnabledAgain);

/// <summary>Gathers the facts, all at once: most of them are waits for something that may not answer.</summary>
internal sealed class FactGatherer(DiagnosisPorts ports, TimeProvider time)
{
    /// <param name="looked">Told of each subject when it has answered, or its time is over.</param>
    public async Task<MachineFacts> GatherAsync(
        Func<RunStatus> readAgent, bool wantsPersistentRoutes, Action<string> looked, CancellationToken cancellationToken)
    {
        var adapters = Read("adapters", ports.Adapters.ListAsync);
        var routes = Read("routes", ports.Routes.ListAsync);
        var metadata = MetadataAnswer.AskAsync(ports.Metadata, cancellationToken);
        var names = Read("DNS", ports.Names.TryAsync);
        var clock = Read("time", ports.Clock.MeasureAsync);
        var keeping = Read("time source", ReadTimeAsync);
        var lastKms = Read(null, token => KmsExchange.ReadLatestAsync(ports.EventLogs, token));
        var sysprep = Read("image", _ => Task.FromResult(ports.Sysprep.Read()));
        var kms = Read("KMS", token => KmsHosts.FindReachAsync(ports.Kms, token));
        var activation = Read("licence", ports.Activation.ReadAsync);
        var bootTask = Read("boot task", ports.BootTask.ReadAsync);
        var runService = Read(null, token => ports.Services.ReadAsync(RegisterBootTaskStep.Service, token));
        var timeService = Read(null, token => ports.Services.ReadAsync("W32Time", token));
        var systemsManager = Read("services", token => ports.Services.ReadAsync(AmazonServices.SystemsManager, token));
        var otherAgents = Read("other agents", ports.OtherAgents.ListAsync);
        var enabledAgain = Read(null, ports.EnabledAgain);
        var agent = Read("journal", _ => Task.FromResult(readAgent()));
        var answer = await metadata;
        looked("metadata");
        return new()
        {
            Now = time.GetUtcNow(),
            Adapters = await adapters,
            Routes = await routes,
            WantsPersistentRoutes = wantsPersistentRoutes,
            Metadata = answer,
            Names = await names,
            ClockOffset = await clock,
            Time = await keeping,
            Kms = await kms,
            LastKms = await lastKms,
            Activation = await activation,
            Billing = answer.InstanceId is null
                ? Billing.Unknown
                : await BillingDocument.ReadAsync(ports.Metadata, cancellationToken),
            Schedule = ports.Schedule.Read(),
            BootTask = await bootTask,
            RunService = await runService,
            TimeService = await timeService,
            SystemsManager = await systemsManager,
            OtherAgents = await otherAgents,
            EnabledAgain = await enabledAgain,
            Sysprep = await sysprep,
            Agent = await agent,
        };

        async Task<TimeKeeping> ReadTimeAsync(CancellationToken token) => new(
            await ports.Time.ReadAsync(token), SetTimeSourceStep.IsFromDomain(ports.Registry));

        async Task<Fact<T>> Read<T>(string? subject, Func<CancellationToken, Task<T>> read)
        {
            var fact = await new FactReader(time).ReadAsync(read, cancellationToken);
            if (subject is not null)
                looked(subject);
            return fact;
        }
    }
}

/// <summary>Compares the machine's clock with Amazon Time Sync.</summary>
public interface IClockOffset
{
    /// <summary>Measures by how much the clock is ahead; negative when it is behind.</summary>
    /// <param name="cancellationToken">Cancels the measurement, which takes a few seconds at most.</param>
    /// <exception cref="IOException">The time service does not answer.</exception>
    Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken);
}

/// <summary>Tries whether names are resolved.</summary>
public interface INameLookup
{
    /// <summary>Resolves a name that must exist.</summary>
    /// <returns>The name and its addresses, as a clause.</returns>
    /// <exception cref="IOException">No server answers.</exception>
    Task<string> TryAsync(CancellationToken cancellationToken);
}
