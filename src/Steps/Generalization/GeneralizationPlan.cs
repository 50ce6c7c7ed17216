namespace OpenLaunch.Steps.Generalization;

/// <summary>What an image is to be made of.</summary>
internal sealed record GeneralizationPlan
{
    /// <summary>Whether the machine is shut down afterwards; else Sysprep just ends. Default: false.</summary>
    public bool Shutdown { get; init; }

    /// <summary>Whom the operator wants Sysprep to run as. Default: auto.</summary>
    public SysprepAccount Account { get; init; }

    /// <summary>The built-in administrator when Sysprep runs as that; null: as whoever runs the agent.</summary>
    public string? Administrator { get; init; }

    /// <summary>The longest wait for what stands in the way of Sysprep. Default: none.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The answer file with nothing left empty.</summary>
    public required FilledUnattend Unattend { get; init; }

    /// <summary>Where that goes, for Sysprep to read.</summary>
    public required string UnattendPath { get; init; }

    /// <summary>The operator's script to run before, or null when there is none.</summary>
    public string? Script { get; init; }

    /// <summary>Where the script's output goes.</summary>
    public required string LogFolder { get; init; }

    /// <summary>The arguments of sysprep.exe (Microsoft Learn, "Sysprep Command-Line Options").</summary>
    /// <remarks>
    /// <c>/quiet</c>: an error box on a desktop that nobody sees would be waited for without end. EC2Launch does without.
    /// </remarks>
    public IReadOnlyList<string> Arguments =>
        ["/oobe", "/generalize", Shutdown ? "/shutdown" : "/quit", "/quiet", $"/unattend:{UnattendPath}"];
}
