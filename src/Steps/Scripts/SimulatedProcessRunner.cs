using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Scripts;

/// <summary>
/// Records each process in the simulated machine, a program as a script of the kind <c>program</c>, and starts none: it ends
/// with 0. A line <c># simulate exit 3010 0</c> (batch: <c>rem simulate exit 5</c>) tries other codes: one a call, the last for
/// all later calls. A script of which <c>exit 5</c> is all ends with that.
/// </summary>
/// <param name="here">
/// Runs the processes here all the same, as whoever runs openlaunch, for the accounts of the simulation do not exist; null: none.
/// </param>
internal sealed partial class SimulatedProcessRunner(SimulatedMachine machine, IProcessRunner? here) : IProcessRunner
{
    public async Task<int> RunAsync(ProcessStart start, CancellationToken cancellationToken)
    {
        var callsBefore = Record(start);
        if (here is not null)
            return await here.RunAsync(start with { Logon = null }, cancellationToken);
        var code = start.Command is ProcessCommand.Script script ? ExitCode(script.Content, callsBefore) : 0;
        // At once, so that a detached one has ended before anything else happens: the run does not wait for it.
        File.WriteAllText(start.OutputPath, "Recorded, not run: this machine is simulated.\n");
        File.WriteAllText(start.ErrorPath, code == 0 ? "" : $"simulated exit code {code}\n");
        if (start.ResultPath is { } result)
            File.WriteAllText(result, string.Create(CultureInfo.InvariantCulture, $"{code}\n"));
        return code;
    }

    /// <returns>How often the machine has had it before.</returns>
    private int Record(ProcessStart start)
    {
        var (language, text) = start.Command switch
        {
            ProcessCommand.Script script =>
                (script.Language == ScriptLanguage.PowerShell ? "powershell" : "batch", script.Content),
            var command => ("program", ProgramLine((ProcessCommand.Program)command)),
        };
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var callsBefore = 0;
        machine.Write("script", state =>
        {
            callsBefore = state.Scripts.Count(earlier => earlier.Sha256 == sha256);
            state.Scripts.Add(new ScriptState { Language = language, RunAs = start.Account, Sha256 = sha256 });
        });
        return callsBefore;
    }

    private static string ProgramLine(ProcessCommand.Program program) => CommandLine.ForProcess(program.Path, program.Arguments);

    private static int ExitCode(string content, int callsBefore)
    {
        var codes = string.Concat(Wish().Match(content).Groups.Values.Skip(1)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return codes.Length == 0
            ? 0
            : int.Parse(codes[Math.Min(callsBefore, codes.Length - 1)], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^[ \t]*(?:#|rem)[ \t]+simulate exit((?: [0-9]{1,5})+)[ \t]*\r?$|\Aexit( [0-9]{1,5})\r?\n\z",
        RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Wish();
}
