using System.CommandLine;
using System.Globalization;
using System.Runtime.Versioning;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Steps.EventLog;
using OpenLaunch.Steps.Native;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>collect-logs</c>: one archive for whoever is to help.</summary>
internal static class CollectLogsCommand
{
    private static readonly TimeSpan LongestPart = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var file = new Argument<string?>("file")
        {
            Description = "The archive. Default: openlaunch-logs-TIME.zip in the current folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = CommonOptions.Filled(new Option<string?>("--output", "-o")
        {
            Description = "The same as the argument.", HelpName = "file",
        });
        var scripts = new Option<bool>("--include-user-data")
        {
            Description = "Add what scripts and programs printed, which may hold secrets.",
        };
        var host = new HostOptionsBinding();
        var command = new VerbCommand(
            "collect-logs",
            "Gathers what helps to find a fault into one zip. In it: logs, journal, status, diagnosis, masked configuration. "
            + "Prints its path; changes nothing else.",
            [new(ExitCode.Done, "written"), new(ExitCode.Failed, "it cannot be written")],
            "collect-logs", "collect-logs C:\\Temp\\ticket.zip")
        {
            file, output, scripts,
        };
        host.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var where = host.Read(parsed, isDryRun: true);
            var now = TimeProvider.System.GetUtcNow();
            var name = string.Create(CultureInfo.InvariantCulture, $"openlaunch-logs-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.zip");
            var path = Path.GetFullPath(parsed.GetValue(output) ?? parsed.GetValue(file) ?? name);
            var collection = await GatherAsync(where, host.Machine(parsed), parsed.GetValue(scripts), cancellationToken);
            collection.Save(path, now);
            foreach (var problem in collection.Problems)
                await Console.Error.WriteLineAsync($"warning: not collected: {problem}");
            Console.Out.WriteLine(path);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<LogCollection> GatherAsync(
        HostOptions where, string[] machine, bool withScripts, CancellationToken cancellationToken)
    {
        var (folders, collection) = (where.Folders, new LogCollection());
        string[] state = folders.Root is null ? ["--state", folders.State] : [];
        var configuration = where.ConfigurationFile ?? ConfigurationSource.Find(folders);
        string[] config = configuration is null ? [] : ["--config", configuration];
        if (configuration is not null)
            await collection.AddPlanAsync(() => YamlDocumentReader.ReadFile(configuration));
        foreach (var (name, arguments) in (IEnumerable<(string, string[])>)
        [
            ("version.txt", ["version"]), ("validate.txt", ["validate", .. config]),
            ("status.json", ["status", .. state, "--json"]),
            ("timeline.json", ["timeline", .. state, "--json"]), ("timeline.txt", ["timeline", .. state]),
            ("doctor.json", ["doctor", .. machine, .. config, "--json"]),
            ("volumes.json", ["list-volumes", .. machine, "--json"]),
        ])
        {
            await collection.AddAsync(name, () => SayAsync(arguments, where.Steps, LongestPart, cancellationToken));
        }

        collection.AddFolder(folders.Log, "*", "log");
        collection.AddFolder(folders.State, JournalFile.FileName, "state");
        collection.AddFolder(folders.State, "console.log", "state");
        if (withScripts)
            collection.AddFolder(folders.Scripts.LogFolder, "*", "log/userdata");
        if (OperatingSystem.IsWindows() && !where.IsSimulated)
            await AddWindowsAsync(collection, cancellationToken);
        return collection;
    }

    [SupportedOSPlatform("windows")]
    private static async Task AddWindowsAsync(LogCollection collection, CancellationToken cancellationToken)
    {
        var windows = Environment.GetFolderPath(Environment.SpecialFolder.Windows);
        foreach (var (folder, name) in (IEnumerable<(string, string)>)
        [
            (Path.Combine(windows, "Panther"), "panther"),
            (Path.Combine(windows, "System32", "Sysprep", "Panther"), "sysprep-panther"),
        ])
        {
            collection.AddFolder(folder, "setuperr.log", name);
            collection.AddFolder(folder, "setupact.log", name);
        }

        // The newest first, as text that needs no other machine's message files.
        await collection.AddAsync("events.txt", () => WindowsTool.RunAsync(
            "wevtutil.exe", ["qe", EventIdentifier.LogName, "/c:500", "/rd:true", "/f:text"], cancellationToken)
            .WaitAsync(LongestPart, cancellationToken));
    }

    /// <summary>What the program says to a command line, with its exit code.</summary>
    /// <exception cref="TimeoutException">It has not ended within the bound. The console is the caller's own again.</exception>
    internal static async Task<string> SayAsync(
        string[] arguments, CompiledSteps compiled, TimeSpan bound, CancellationToken cancellationToken)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        using var complained = new StringWriter(CultureInfo.InvariantCulture);
        Environment.SetEnvironmentVariable("NO_COLOR", "1"); // the terminal, if there is one, is not what it says this to
        Console.SetOut(new PrintableWriter(said));
        Console.SetError(new PrintableWriter(complained));
        try
        {
            // Not here: some verbs do all their work before the first wait, and that may be for a disk that does not answer.
            var code = await Task.Run(() => OpenLaunchCommand.InvokeAsync(arguments, compiled), cancellationToken)
                .WaitAsync(bound, cancellationToken);
            var problem = complained.ToString();
            var isJson = arguments.Contains(CommonOptions.JsonName) && said.ToString().Length > 0;
            return isJson || (problem.Length == 0 && code == ExitCode.Done) ? $"{said}" : $"{said}{problem}exit code {code}\n";
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
