using System.CommandLine;

namespace OpenLaunch.Runner.Commands;

/// <summary>The options of the verbs that run a plan: how they tell of it.</summary>
internal sealed class RunReportBinding
{
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Tell nothing but what failed." };
    private readonly Option<bool> verbose = new("--verbose", "-v")
    {
        Description = "Show the agent's log, as it is written, in place of the progress.",
    };

    private readonly Option<bool>? detailed;

    /// <param name="dryRun">The verb's option for a dry run, where it has one.</param>
    public RunReportBinding(Option<bool>? dryRun = null) =>
        detailed = dryRun is null ? null : CommonOptions.DetailedExitCode(dryRun);

    public void AddTo(Command command)
    {
        if (detailed is not null)
            command.Add(detailed);
        foreach (var option in new[] { json, quiet, verbose })
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(quiet) && result.GetValue(verbose))
                result.AddError("--quiet and --verbose exclude each other: give one.");
        });
    }

    public RunReport Read(ParseResult parsed) => new(parsed.GetValue(json), detailed is not null && parsed.GetValue(detailed))
    {
        IsQuiet = parsed.GetValue(quiet), IsVerbose = parsed.GetValue(verbose),
    };
}

/// <summary>How a run is told of.</summary>
/// <param name="AsJson">Whether it ends with one JSON object on standard output.</param>
/// <param name="HasDetailedExitCode">Whether the exit code of a dry run tells that there are changes.</param>
internal sealed record RunReport(bool AsJson, bool HasDetailedExitCode = false)
{
    /// <summary>Whether only what failed is told.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether the log takes the place of the progress.</summary>
    public bool IsVerbose { get; init; }
}
