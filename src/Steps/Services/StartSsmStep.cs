using OpenLaunch.Core.Engine;

namespace OpenLaunch.Steps.Services;

/// <summary>Starts the Systems Manager agent, which images keep disabled until the instance has its own identity.</summary>
[Step("startSsm", "Starts the Systems Manager agent, now and with Windows")]
public sealed class StartSsmStep(IServices services) : Step<NoInputs>
{
    private const string Agent = AmazonServices.SystemsManager;

    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task<StepOutcome> RunAsync(NoInputs inputs, StepContext context, CancellationToken cancellationToken)
    {
        if (await services.ReadAsync(Agent, cancellationToken) is not { } status)
            return StepOutcome.Skipped($"the service {Agent} is not installed");
        if (status.StartType != ServiceStartType.Automatic)
        {
            await context.ChangeAsync(
                $"set the service {Agent} to start with Windows (was {Word(status.StartType)})",
                token => services.SetStartTypeAsync(Agent, ServiceStartType.Automatic, token), cancellationToken);
        }

        if (status.State != ServiceState.Running)
        {
            await context.ChangeAsync(
                $"start the service {Agent}", token => services.StartAsync(Agent, StartBound, token), cancellationToken);
        }

        return StepOutcome.Done;
    }

    private static string Word(ServiceStartType startType) => startType.ToString().ToLowerInvariant();
}
