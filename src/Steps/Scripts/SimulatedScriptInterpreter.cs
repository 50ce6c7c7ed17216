using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Runs no script: the simulated machine records each one, and it ends with 0. A line <c># simulate exit 3010 0</c> (batch:
/// <c>rem simulate exit 5</c>) tries other codes: one a call, the last for all later calls.
/// </summary>
/// <param name="machine">The machine.</param>
public sealed partial class SimulatedScriptInterpreter(SimulatedMachine machine) : IScriptInterpreter
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(ScriptExecution script, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(script);
        var code = ExitCode(script.Content, Record(script));
        await File.WriteAllTextAsync(script.OutputPath, "Recorded, not run: this machine is simulated.\n", cancellationToken);
        await File.WriteAllTextAsync(script.ErrorPath, code == 0 ? "" : $"simulated exit code {code}\n", cancellationToken);
        return code;
    }

    /// <summary>Records a script in the machine.</summary>
    /// <param name="script">The script.</param>
    /// <returns>How often the machine has had it before.</returns>
    internal int Record(ScriptExecution script)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script.Content)));
        var callsBefore = 0;
        machine.Write("script", state =>
        {
            callsBefore = state.Scripts.Count(earlier => earlier.Sha256 == sha256);
            state.Scripts.Add(new ScriptState
            {
                Language = script.Language == ScriptLanguage.PowerShell ? "powershell" : "batch",
                RunAs = script.UserName ?? "LocalSystem",
                Sha256 = sha256,
            });
        });
        return callsBefore;
    }

    private static int ExitCode(string content, int callsBefore)
    {
        var codes = Wish().Match(content).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return codes.Length == 0
            ? 0
            : int.Parse(codes[Math.Min(callsBefore, codes.Length - 1)], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^[ \t]*(?:#|rem)[ \t]+simulate exit((?: [0-9]{1,5})+)[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Wish();
}
