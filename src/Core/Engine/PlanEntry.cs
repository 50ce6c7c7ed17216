namespace OpenLaunch.Core.Engine;

/// <summary>One step of a plan with all that the configuration says of it.</summary>
public sealed record PlanEntry
{
    /// <summary>The entry's unique key in plan, journal and status. Default: the step's catalogue name.</summary>
    public required string Name { get; init; }

    /// <summary>The step.</summary>
    public required StepDefinition Definition { get; init; }

    /// <summary>The step's inputs, bound and validated; an instance of <see cref="StepDefinition.InputsType"/>.</summary>
    public required object Inputs { get; init; }

    /// <summary>Whether the entry runs at all. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often it runs. Default: the step's own.</summary>
    public StepFrequency Frequency { get; init; }

    /// <summary>What its failure means for the rest of the plan. Default: <see cref="ErrorPolicy.Continue"/>.</summary>
    public ErrorPolicy OnError { get; init; } = ErrorPolicy.Continue;

    /// <summary>The longest time one attempt may take. Default: 15 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How a failed attempt is repeated, or null for not at all.</summary>
    public RetrySettings? Retry { get; init; }

    /// <summary>The conditions under which it runs, or null for always.</summary>
    public RunConditions? When { get; init; }
}
