namespace OpenLaunch.Steps.Generalization;

/// <summary>The system preparation tool of Windows.</summary>
public interface ISysprep
{
    /// <summary>Where the tool keeps its errors.</summary>
    string ErrorLog { get; }

    /// <summary>Runs the tool to its end. On cancellation it is let go: killed halfway it would leave no Windows.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its exit code.</returns>
    Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
