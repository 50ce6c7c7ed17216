using System.CommandLine;
using System.Runtime.Versioning;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.Accounts;
using OpenLaunch.Steps.Generalization;

namespace OpenLaunch.Runner.Commands;

/// <summary>
/// <c>internal randomize-password</c>: what the answer file of EC2Launch v2 calls in the specialize pass; hidden, since nobody
/// else need.
/// </summary>
internal static class InternalCommand
{
    private const string Verb = "internal";

    public static Command Create()
    {
        var name = CommonOptions.Filled(new Option<string?>("--username")
        {
            Description = "The account. Default: the built-in administrator.", HelpName = "name",
        });
        var randomize = new VerbCommand(
            "randomize-password", "Sets a random password that nobody knows.", VerbCommand.ActCodes,
            "internal randomize-password --username Administrator")
        {
            name,
        };
        randomize.SetAction((parsed, cancellationToken) => WindowsOnly.Demand(Verb)
            ? RandomizeAsync(parsed.GetValue(name), cancellationToken)
            : Task.FromResult(ExitCode.Usage));
        return new VerbCommand(Verb, "What answer files call.", VerbCommand.ActCodes)
        {
            Hidden = true, Subcommands = { randomize },
        };
    }

    [SupportedOSPlatform("windows")]
    private static async Task<int> RandomizeAsync(string? name, CancellationToken cancellationToken)
    {
        await Specialization.RandomizeAsync(new WindowsLocalAccounts(), name, cancellationToken);
        return ExitCode.Done;
    }
}
