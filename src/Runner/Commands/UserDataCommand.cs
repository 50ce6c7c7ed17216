using System.CommandLine;
using System.Text;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>userdata parse</c>: what the agent would run of a piece of user data.</summary>
internal static class UserDataCommand
{
    public static Command Create() => new("userdata", "Tells what a piece of user data would do.") { CreateParse() };

    private static Command CreateParse()
    {
        var file = new Argument<string>("file")
        {
            Description = "The user data as the instance gets it, or - for standard input.",
        };
        var config = CommonOptions.Extensions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new VerbCommand(
            "parse",
            "Tells what the agent would run of a piece of user data, and what it does not understand. "
            + "Needs no instance.",
            [new(ExitCode.Done, "understood"), new(ExitCode.Failed, "at least one error")],
            "userdata parse script.txt", "userdata parse - --json < script.txt")
        {
            file, config, json,
        };
        command.SetAction((parsed, cancellationToken) =>
            ParseAsync(
                parsed.GetValue(file)!, ExtensionSource.Catalogue(parsed.GetValue(config)), parsed.GetValue(json),
                cancellationToken));
        return command;
    }

    private static async Task<int> ParseAsync(
        string file, StepCatalogue catalogue, bool asJson, CancellationToken cancellationToken)
    {
        var document = UserDataReader.Read(Read(file), catalogue);
        await PrintAsync(
            asJson ? PrintableText.Json(UserDataJson.Write(document)) : PrintableText.Block(UserDataSummary.Write(document)),
            cancellationToken);
        return document.HasErrors ? ExitCode.Failed : ExitCode.Done;
    }

    private static byte[] Read(string file)
    {
        if (file != "-")
            return UserDataFile.Read(file);
        using var input = Console.OpenStandardInput();
        return UserDataFile.Read(input, "Standard input");
    }

    /// <summary>Prints UTF-8 whatever the console's code page: script text must arrive intact.</summary>
    private static async Task PrintAsync(string text, CancellationToken cancellationToken)
    {
        var output = Console.OpenStandardOutput();
        await using (output)
            await output.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), cancellationToken);
    }
}
