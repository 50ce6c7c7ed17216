using OpenLaunch.Steps.Accounts;

namespace OpenLaunch.Steps.Generalization;

/// <summary>The system preparation tool of Windows.</summary>
internal interface ISysprep
{
    /// <summary>Where the tool keeps its errors.</summary>
    string ErrorLog { get; }

    /// <summary>Runs the tool to its end. On cancellation it is let go: killed halfway it would leave no Windows.</summary>
    /// <param name="logon">The administrator to run it as, by a batch logon; null: whoever runs the agent.</param>
    /// <returns>Its exit code.</returns>
    Task<int> RunAsync(IReadOnlyList<string> arguments, AdminLogon? logon, CancellationToken cancellationToken);
}
