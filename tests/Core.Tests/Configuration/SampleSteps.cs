using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Tests.Binding;

namespace OpenLaunch.Core.Tests.Configuration;

/// <summary>A catalogue whose steps do nothing but have the names and inputs that documents speak of.</summary>
internal static class SampleSteps
{
    public static StepCatalogue Catalogue { get; } = new([
        StepDefinition.For<WaitForSysprep, NoInputs>(_ => new()),
        StepDefinition.For<AddRoutes, RouteInputs>(_ => new()),
        StepDefinition.For<WaitForMetadata, NoInputs>(_ => new()),
        StepDefinition.For<SetHostName, HostNameInputs>(_ => new()),
        StepDefinition.For<ShowInstanceInfo, NoInputs>(_ => new()),
        StepDefinition.For<ExtendRootPartition, NoInputs>(_ => new()),
        StepDefinition.For<SetAdminAccount, AdminAccountInputs>(_ => new()),
        StepDefinition.For<AnnounceReady, NoInputs>(_ => new()),
        StepDefinition.For<RunUserData, NoInputs>(_ => new()),
        StepDefinition.For<ExecuteScript, ScriptInputs>(_ => new()),
        StepDefinition.For<RegisterBootTask, BootTaskInputs>(_ => new()),
    ]);
}

public abstract class SampleStep<TInputs> : Step<TInputs>
    where TInputs : class, new()
{
    public override Task<StepOutcome> RunAsync(TInputs inputs, StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(StepOutcome.Done);
}

[Step("waitForSysprep", "Waits for Sysprep")]
public sealed class WaitForSysprep : SampleStep<NoInputs>;

[Step("addRoutes", "Adds routes")]
public sealed class AddRoutes : SampleStep<RouteInputs>;

[Step("waitForMetadata", "Waits for metadata")]
public sealed class WaitForMetadata : SampleStep<NoInputs>;

[Step("setHostName", "Renames the computer", Frequency = StepFrequency.PerInstance)]
public sealed class SetHostName : SampleStep<HostNameInputs>;

[Step("showInstanceInfo", "Shows information")]
public sealed class ShowInstanceInfo : SampleStep<NoInputs>;

[Step("extendRootPartition", "Grows the system volume")]
public sealed class ExtendRootPartition : SampleStep<NoInputs>;

[Step("setAdminAccount", "Sets the password", Frequency = StepFrequency.PerInstance)]
public sealed class SetAdminAccount : SampleStep<AdminAccountInputs>;

[Step("announceReady", "Announces Ready")]
public sealed class AnnounceReady : SampleStep<NoInputs>;

[Step("runUserData", "Runs user data")]
public sealed class RunUserData : SampleStep<NoInputs>;

[Step("executeScript", "Runs scripts")]
public sealed class ExecuteScript : SampleStep<ScriptInputs>;

[Step("registerBootTask", "Registers the boot task")]
public sealed class RegisterBootTask : SampleStep<BootTaskInputs>;

public sealed record RouteInputs
{
    [Description("The metric of the routes"), Range(0, 9999)]
    public int Metric { get; init; }

    [Description("How long to wait for an adapter"), DurationRange("1s", "10m")]
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);
}

public sealed record HostNameInputs
{
    [Required, RegularExpression("[A-Za-z0-9-]{1,15}")]
    public string HostName { get; init; } = "";
}

public sealed record AdminAccountInputs
{
    public string? Name { get; init; }

    public SamplePassword Password { get; init; } = new() { Type = SampleMode.Random };
}

public sealed record ScriptInputs
{
    [WholeInputs, Required, MinLength(1)]
    public IReadOnlyList<ScriptItem> Scripts { get; init; } = [];
}

public sealed record ScriptItem
{
    public required string Content { get; init; }
}

public enum SampleTaskState
{
    Disabled,
    Enabled,
}

public sealed record BootTaskInputs
{
    public SampleTaskState State { get; init; }
}
