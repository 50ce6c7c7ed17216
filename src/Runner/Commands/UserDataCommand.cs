using System.CommandLine;
using System.Text;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Metadata;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Forms;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>userdata parse</c>: what the agent would run of a piece of user data.</summary>
internal static class UserDataCommand
{
    private const int MostOnEc2 = 16 * 1024;

    public static Command Create() => new("userdata", "Tells what a piece of user data would do.") { CreateParse() };

    private static Command CreateParse()
    {
        var file = new Argument<string>("file")
        {
            Description = "The user data as the instance gets it, or - for standard input.",
        };
        var config = CommonOptions.Extensions();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var included = new Option<bool>("--included")
        {
            Description = "The file is one that '#include' or the task 'include' names: EC2's limit of 16 KiB does not hold.",
        };
        var command = new VerbCommand(
            "parse",
            "Tells what the agent would run of a piece of user data, and what it does not understand. "
            + "Needs no instance.",
            [new(ExitCode.Done, "understood"), new(ExitCode.Failed, "at least one error")],
            "userdata parse script.txt", "userdata parse - --json < script.txt")
        {
            file, config, json, included,
        };
        command.SetAction((parsed, cancellationToken) =>
            ParseAsync(
                parsed.GetValue(file)!, ExtensionSource.Catalogue(AgentCommand.StepsOf(parsed), parsed.GetValue(config)),
                parsed.GetValue(json), parsed.GetValue(included), cancellationToken));
        return command;
    }

    private static async Task<int> ParseAsync(
        string file, StepCatalogue catalogue, bool asJson, bool isIncluded, CancellationToken cancellationToken)
    {
        var bytes = Read(file);
        var document = UserDataReader.Read(bytes, catalogue);
        if (!isIncluded)
            document = document with { Problems = [.. Oversize(bytes.Length), .. document.Problems] };
        await PrintAsync(
            asJson ? PrintableText.Json(UserDataJson.Write(document)) : PrintableText.Block(UserDataSummary.Write(document)),
            cancellationToken);
        return document.HasErrors ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>An instance cannot be given it; beyond what the client of metadata reads, no run would read it either.</summary>
    private static IEnumerable<UserDataProblem> Oversize(int length)
    {
        if (length > MostOnEc2)
        {
            yield return new(
                length > BoundedBody.Limit ? UserDataSeverity.Error : UserDataSeverity.Warning, 1,
                $"The user data has {length} bytes. {MetadataFailures.TooMuchUserData} (--included checks such a file.)");
        }
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
