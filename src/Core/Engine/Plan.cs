namespace OpenLaunch.Core.Engine;

/// <summary>The ordered steps that a configuration asks for.</summary>
/// <param name="Groups">The groups, run one after the other.</param>
public sealed record Plan(IReadOnlyList<PlanGroup> Groups)
{
    /// <summary>All entries in declared order, the children of groups flattened.</summary>
    public IEnumerable<PlanEntry> Entries => Groups.SelectMany(group => group.Entries);

    /// <summary>A plan that runs entries one after the other.</summary>
    public static Plan Of(IEnumerable<PlanEntry> entries) => new([.. entries.Select(entry => new PlanGroup([entry]))]);

    /// <summary>A plan of one step as its author made it.</summary>
    public static Plan Of(StepDefinition definition, object inputs)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Of([new PlanEntry
        {
            Name = definition.Name, Definition = definition, Inputs = inputs, Frequency = definition.Frequency,
        }]);
    }
}

/// <summary>Entries that run concurrently; mostly just one.</summary>
/// <param name="Entries">The entries in declared order, which is the order of their console lines.</param>
public sealed record PlanGroup(IReadOnlyList<PlanEntry> Entries);

/// <summary>What a failed step means for the rest of the plan.</summary>
public enum ErrorPolicy
{
    /// <summary>Later entries run all the same; the run's outcome is failed.</summary>
    Continue,

    /// <summary>Later entries are skipped.</summary>
    Stop,
}

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

    /// <summary>The secrets that the inputs only name; null: none.</summary>
    internal SecretInputs? Secrets { get; init; }

    /// <summary>Whether the configuration itself says <c>frequency: always</c>, and not only the step by default.</summary>
    internal bool AsksForAlways { get; init; }

    /// <summary>Why it does not run at this start of the machine; null: that is decided as for every run.</summary>
    internal string? SkipReason { get; init; }
}

/// <summary>How a failed attempt of a step is repeated within one run.</summary>
/// <param name="Attempts">All attempts together, 2 to 100.</param>
/// <param name="Delay">The pause before the second attempt; it doubles with jitter. Default: 1 second.</param>
/// <param name="MaxDelay">The longest pause. Default: 1 minute.</param>
public sealed record RetrySettings(int Attempts, TimeSpan Delay, TimeSpan MaxDelay);

/// <summary>The conditions of a <c>when:</c>; all that are given must hold.</summary>
public sealed record RunConditions
{
    /// <summary>Instance types of which one must match; <c>*</c> and <c>?</c> are wildcards: <c>m5.*</c>. Empty: any.</summary>
    public IReadOnlyList<string> InstanceType { get; init; } = [];

    /// <summary>Instance tags that must have these values (wildcards as above). Needs tags in instance metadata.</summary>
    public IReadOnlyDictionary<string, string> Tag { get; init; } = new Dictionary<string, string>();

    /// <summary>The build: <c>20348</c>, or with <c>&gt;=</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&lt;</c> before it.</summary>
    public string? OsBuild { get; init; }

    /// <summary>Whether this must be the first run under this instance id (true) or a later one (false).</summary>
    public bool? FirstBoot { get; init; }
}

/// <summary>How often a plan entry runs. The journal decides, not a marker file on disk.</summary>
public enum StepFrequency
{
    /// <summary>At each run. For steps that compare and change only what differs.</summary>
    Always,

    /// <summary>Once under each instance id, so an image cut from a configured instance starts afresh.</summary>
    PerInstance,

    /// <summary>Once for as long as the journal exists, whatever instance the disk is attached to.</summary>
    Once,
}
