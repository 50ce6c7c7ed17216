using OpenLaunch.Core.Journal;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.Activation;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Routes;
using OpenLaunch.Steps.Services;

namespace OpenLaunch.Steps.Diagnosis;

/// <summary>The ports that a diagnosis reads.</summary>
/// <param name="Adapters">The adapters.</param>
/// <param name="Routes">The route table.</param>
/// <param name="Metadata">The metadata service.</param>
/// <param name="Names">Name resolution.</param>
/// <param name="Clock">The clock against Amazon Time Sync.</param>
/// <param name="Kms">The key management services.</param>
/// <param name="Activation">Windows activation.</param>
/// <param name="BootTask">The boot task.</param>
/// <param name="Services">The services.</param>
/// <param name="OtherAgents">Other launch agents.</param>
public sealed record DiagnosisPorts(
    INetworkAdapters Adapters, IRouteTable Routes, IMetadataClient Metadata, INameLookup Names, IClockOffset Clock,
    IKmsProbe Kms, IActivation Activation, IBootTask BootTask, IServices Services, OtherAgentFinder OtherAgents);

/// <summary>Gathers the facts, all at once: most of them are waits for something that may not answer.</summary>
/// <param name="ports">What is read.</param>
/// <param name="time">The clock.</param>
public sealed class FactGatherer(DiagnosisPorts ports, TimeProvider time)
{
    /// <summary>Gathers.</summary>
    /// <param name="readAgent">Reads how the latest run stands.</param>
    /// <param name="wantsPersistentRoutes">Whether the configuration wants the routes on disk too.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<MachineFacts> GatherAsync(
        Func<RunStatus> readAgent, bool wantsPersistentRoutes, CancellationToken cancellationToken)
    {
        var adapters = Read(ports.Adapters.ListAsync);
        var routes = Read(ports.Routes.ListAsync);
        var metadata = MetadataAnswer.AskAsync(ports.Metadata, cancellationToken);
        var names = Read(ports.Names.TryAsync);
        var clock = Read(ports.Clock.MeasureAsync);
        var kms = Read(token => KmsReach.FindAsync(ports.Kms, token));
        var activation = Read(ports.Activation.ReadAsync);
        var bootTask = Read(ports.BootTask.ReadAsync);
        var timeService = Read(token => ports.Services.ReadAsync("W32Time", token));
        var systemsManager = Read(token => ports.Services.ReadAsync("AmazonSSMAgent", token));
        var otherAgents = Read(ports.OtherAgents.ListAsync);
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
            BootTask = await bootTask,
            TimeService = await timeService,
            SystemsManager = await systemsManager,
            OtherAgents = await otherAgents,
            Agent = await agent,
        };

        Task<Fact<T>> Read<T>(Func<CancellationToken, Task<T>> read) => new FactReader(time).ReadAsync(read, cancellationToken);
    }
}
