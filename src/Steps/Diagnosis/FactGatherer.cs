using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>The ports that a diagnosis reads.</summary>
internal sealed record DiagnosisPorts(
    INetworkAdapters Adapters, IRouteTable Routes, IMetadataClient Metadata, INameLookup Names, IClockOffset Clock,
    IKmsProbe Kms, IActivation Activation, IBootTask BootTask, IServices Services, OtherAgentFinder OtherAgents,
    StartSchedule Schedule, Func<CancellationToken, Task<IReadOnlyList<string>>> EnabledAgain);

/// <summary>Gathers the facts, all at once: most of them are waits for something that may not answer.</summary>
internal sealed class FactGatherer(DiagnosisPorts ports, TimeProvider time)
{
    public async Task<MachineFacts> GatherAsync(
        Func<RunStatus> readAgent, bool wantsPersistentRoutes, CancellationToken cancellationToken)
    {
        var adapters = Read(ports.Adapters.ListAsync);
        var routes = Read(ports.Routes.ListAsync);
        var metadata = MetadataAnswer.AskAsync(ports.Metadata, cancellationToken);
        var names = Read(ports.Names.TryAsync);
        var clock = Read(ports.Clock.MeasureAsync);
        var kms = Read(token => KmsHosts.FindReachAsync(ports.Kms, token));
        var activation = Read(ports.Activation.ReadAsync);
        var bootTask = Read(ports.BootTask.ReadAsync);
        var runService = Read(token => ports.Services.ReadAsync(RegisterBootTaskStep.Service, token));
        var timeService = Read(token => ports.Services.ReadAsync("W32Time", token));
        var systemsManager = Read(token => ports.Services.ReadAsync(AmazonServices.SystemsManager, token));
        var otherAgents = Read(ports.OtherAgents.ListAsync);
        var enabledAgain = Read(ports.EnabledAgain);
        var agent = Read(_ => Task.FromResult(readAgent()));
        var answer = await metadata;
        return new()
        {
            Adapters = await adapters,
            Routes = await routes,
            WantsPersistentRoutes = wantsPersistentRoutes,
            Metadata = answer,
            Names = await names,
            ClockOffset = await clock,
            Kms = await kms,
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
            Agent = await agent,
        };

        Task<Fact<T>> Read<T>(Func<CancellationToken, Task<T>> read) => new FactReader(time).ReadAsync(read, cancellationToken);
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
