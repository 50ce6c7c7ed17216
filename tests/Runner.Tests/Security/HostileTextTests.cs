using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;
using OpenLaunch.Runner.Tests.Extensions;
using static OpenLaunch.Runner.Tests.Security.HostileText;

namespace OpenLaunch.Runner.Tests.Security;

/// <summary>What a terminal obeys, said by command line, environment, file names, the state folder, and an extension.</summary>
[UnsupportedOSPlatform("windows")]
[EachProgram]
public sealed partial class HostileTextTests : PlantedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_command_line_environment_and_file_names_say_moves_no_terminal()
    {
        var file = Machine.Write($"{Plain}.yml", "version: 1\nsteps: [{ step: addRoutes }]\n");
        var state = Path.Combine(Machine.Folder, $"state{Plain}");
        var environment = new Dictionary<string, string> { ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = Plain };
        string[] simulated = ["--simulate", "--state", state];

        await Machine.RunAsync(None, ["run", .. simulated, "-c", file]);
        await Machine.RunAsync(environment, ["run", .. simulated]);
        await Machine.RunAsync(environment, ["doctor", .. simulated]);
        await Machine.RunAsync(None, "validate", file);
        foreach (var verb in new[] { "status", "timeline", "reset" })
            await Machine.RunAsync(None, verb, "--state", state);
        await Machine.RunAsync(None, ["run", .. simulated, "--only", Plain]);
        await Machine.RunAsync(None, ["run", .. simulated, "--imds", Plain]);
        await Machine.RunAsync(None, ["run", .. simulated, "--console", Path.Combine("/dev/null", Plain)]);
        await Machine.RunAsync(None, ["run", .. simulated, $"--{Plain}", "--json"]);
        await Machine.RunAsync(None, ["run-step", Plain, .. simulated]);
        await Machine.RunAsync(None, ["run-step", "setHostName", .. simulated, "--input", $"{Plain}={Plain}"]);
        await Machine.RunAsync(None, ["run-step", "writeFile", .. simulated, "--input", $"destination={Plain}"]);
        await Machine.RunAsync(None, "explain", Plain);
        await Machine.RunAsync(None, "timeline", "--run", Plain, "--state", Machine.State);
        await Machine.RunAsync(None, "userdata", "parse", Path.Combine(Machine.Folder, Plain));
        await Machine.RunAsync(None, "init", Path.Combine(Machine.Folder, $"plan{Plain}"));
        await Machine.RunAsync(None, ["collect-logs", Path.Combine(Machine.Folder, $"logs{Plain}.zip"), .. simulated]);
        await Machine.RunAsync(None, Plain);

        Machine.NothingIsFound();
    }

    [Fact]
    public async Task What_others_left_in_the_state_folder_moves_no_terminal()
    {
        await Machine.RunAsync(None, "run", "--simulate", "--state", Machine.State);
        Machine.LooksAtFiles = false; // they are what is hostile here
        var journal = Path.Combine(Machine.State, "journal.ndjson");
        var lines = await File.ReadAllLinesAsync(journal, Token);
        foreach (var hostile in new[]
        {
            // Every text that the journal holds, its keys and numbers aside; as the first and only record of its run, too.
            lines.Select(line => Texts().Replace(line, $"$1$2{InJson}\"")),
            lines.Append($"{{\"{InJson}\":1}}").Append(Plain),
            lines.Append($$"""{"schema":2,"kind":"run","run":"{{InJson}}","time":"2026-11-27T10:00:00Z","entries":["{{InJson}}"],"verb":"{{InJson}}"}"""),
            lines.Append($$"""{"schema":2,"kind":"refused","run":"{{InJson}}","time":"2026-11-27T10:00:00Z","reasons":["{{InJson}}"],"verb":"{{InJson}}"}"""),
        })
        {
            foreach (var name in new[] { "run.holder", "schedule.json", "replaced-agents.json", "settled", ".run-once", "log/status.json" })
                await File.WriteAllTextAsync(Path.Combine(Machine.State, name), $"process 1 {Plain}\n", Token);
            Directory.CreateDirectory(Path.Combine(Machine.State, "log", "userdata"));
            await File.WriteAllTextAsync(Path.Combine(Machine.State, "log", "userdata", $"{Plain}-result.txt"), "7", Token);
            await File.WriteAllTextAsync(Path.Combine(Machine.State, "log", $"{Plain}.log"), $"{Plain}\n", Token);
            await File.WriteAllLinesAsync(journal, hostile, Token);
            await Machine.SeeReportsAsync();
        }

        Machine.NothingIsFound();
    }

    [Fact]
    public async Task What_an_extension_says_moves_no_terminal()
    {
        using var folder = new ExtensionFolder();
        const string text = "\"\\u001b]0;own\\u0007\\u001b[2J\\u009b5m\\u0085\\u202eevil\\u2066\\u2028\\rown\\u0000\"";
        await folder.CompileAsync("Hostile", $$"""
            public sealed record HostileInputs
            {
                [System.ComponentModel.Description({{text}})] public string Name { get; init; } = {{text}};
            }

            [Step("hostile", {{text}})]
            public sealed class HostileStep : Step<HostileInputs>
            {
                public override async Task<StepOutcome> RunAsync(HostileInputs inputs, StepContext context, CancellationToken ct)
                {
                    Console.WriteLine({{text}});
                    Console.Error.Write({{text}});
                    Console.Error.Write((object){{text}});
                    foreach (var c in {{text}})
                        Console.Out.Write(c);
                    context.Console.WriteLine(ConsoleTopic.Progress, {{text}});
                    context.Report({{text}});
                    await context.ChangeAsync({{text}}, _ => Task.CompletedTask, ct);
                    throw new InvalidOperationException({{text}}, new IOException({{text}}));
                }
            }
            """);
        folder.Configure(["Hostile.dll"], "  - step: hostile");

        await Machine.SeeAllAsync(folder.ConfigurationPath);
        await Machine.RunAsync(None, "steps", "-c", folder.ConfigurationPath);
        await Machine.RunAsync(None, "steps", "--markdown", "-c", folder.ConfigurationPath);
        await Machine.RunAsync(None, "explain", "hostile", "-c", folder.ConfigurationPath);
        Machine.NothingIsFound();

        foreach (var command in new[] { "run --simulate", "timeline" })
        {
            var (_, screen) = await PseudoTerminal.TypeRawAsync(
                "C.UTF-8", [command, "--state", Machine.State, .. command == "timeline" ? Array.Empty<string>() : ["-c", folder.ConfigurationPath]]);
            Assert.Contains("\u001b[", screen, StringComparison.Ordinal); // it is drawn, and in colours
            Machine.Look($"{command} on a terminal", Encoding.UTF8.GetBytes(Drawn().Replace(screen, "")));
        }

        Machine.NothingIsFound();
    }

    /// <summary>A value of the journal that is text and no time, and neither kind nor outcome.</summary>
    [GeneratedRegex("(\"(?!kind|time|outcome)[a-zA-Z]+\":\")[^\"]*\"|(?<=[\\[,])(\")[^\":]*\"(?=[,\\]])")]
    private static partial Regex Texts();

    /// <summary>What .NET and the terminal library draw with: the keypad's mode, colours, moves within the list of steps.</summary>
    [GeneratedRegex(@"\e\[[0-9;?]*[mhlAK]|\e=|\r")]
    private static partial Regex Drawn();
}
