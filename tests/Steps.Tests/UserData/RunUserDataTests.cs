using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Steps.BootTask;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.UserData;

namespace OpenLaunch.Steps.Tests.UserData;

/// <summary>What tests of runUserData share: one machine and one journal for the runs of a test.</summary>
public abstract class RunUserDataTests : IDisposable
{
    private protected UserDataBench Bench { get; } = new();

    public void Dispose()
    {
        Bench.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected List<string> Scripts => Bench.Scripts;

    private protected Dictionary<string, string> Kept => Bench.Kept;

    private protected string LogFile(string name) => Bench.LogFile(name);

    private protected ScheduleRequest Request() => Bench.Request;

    private protected Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(IMetadataClient metadata) => Bench.RunAsync(metadata);

    private protected Task<(StepOutcome Outcome, TestStepContext Context)> RunAsync(
        string? userData, bool resumed = false, bool dryRun = false, RunUserDataInputs? inputs = null,
        IProcessRunner? interpreter = null, bool force = false, bool postponed = false, TimeProvider? time = null,
        CancellationToken? cancellation = null) =>
        Bench.RunAsync(userData, inputs, resumed, dryRun, force, postponed, time, interpreter, cancellation);
}
