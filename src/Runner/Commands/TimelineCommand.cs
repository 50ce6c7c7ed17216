using System.CommandLine;
using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Runner.Composition;
using OpenLaunch.Runner.Output;
using OpenLaunch.Runner.Timeline;

namespace OpenLaunch.Runner.Commands;

/// <summary><c>timeline</c>: what ran when, and where the time went.</summary>
internal static class TimelineCommand
{
    public static Command Create()
    {
        var (state, json) = (CommonOptions.State(), CommonOptions.Json());
        var run = Text("--run", "id", "The run, or one of several parted by restarts. Default: the latest of a boot.");
        var compare = Text("--compare", "id", "With --html: the run to compare with; without an id, the boot before.");
        compare.Arity = ArgumentArity.ZeroOrOne;
        var blame = new Option<bool>("--blame") { Description = "List what took how long, the longest first." };
        var files = new Dictionary<Option<string?>, Func<BootTimeline, BootTimeline?, string>>
        {
            [Text("--html", "file", "Write a page for a browser.")] = TimelinePage.Write,
            [Text("--cloud-init", "file", "Write events as 'cloud-init analyze show -i FILE' reads them.")] =
                (timeline, _) => CloudInitEvents.Write(timeline),
            [Text("--otlp", "file", "Write an OpenTelemetry trace, as OTLP's JSON.")] =
                (timeline, _) => OtlpTrace.Write(timeline),
        };
        var command = new VerbCommand(
            "timeline",
            "Draws what ran when, from the journal alone.",
            [new(ExitCode.Done, "drawn or written"), new(ExitCode.Failed, "there is no such run, or the file cannot be written")],
            "timeline", "timeline --blame", "timeline --html boot.html --compare")
        {
            state, run, blame, compare, json,
        };
        foreach (var file in files.Keys)
            command.Add(file);
        command.SetAction(parsed =>
        {
            var folders = StateFolders.Resolve(parsed.GetValue(state), isSimulated: false);
            var reader = Open(folders);
            var timeline = Find(reader, parsed.GetValue(run), folders);
            var other = parsed.GetResult(compare) is null ? null
                : Find(reader, parsed.GetValue(compare) ?? Before(reader, timeline), folders);
            var wanted = files.Where(file => parsed.GetValue(file.Key) is not null).ToList();
            foreach (var (file, write) in wanted)
                Save(parsed.GetValue(file)!, write(timeline, other));
            if (parsed.GetValue(json))
                Console.Out.WriteLine(TimelineJson.Write(timeline));
            else if (parsed.GetValue(blame))
                new TimelineText(OutputTerminal.Open(Console.Out), timeline).WriteBlame();
            else if (wanted.Count == 0)
                new TimelineText(OutputTerminal.Open(Console.Out), timeline).Write();
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Text(string name, string value, string description) =>
        CommonOptions.Filled(new Option<string?>(name) { Description = description, HelpName = value });

    private static TimelineReader Open(StateFolders folders)
    {
        StateFolders.DemandReadable(folders.State);
        var content = JournalContent.Read(Path.Combine(folders.State, JournalFile.FileName));
        foreach (var warning in content.Warnings)
            Console.Error.WriteLine($"warning: {warning}");
        return new(content.Records, RunLock.IsTaken(folders.State));
    }

    private static BootTimeline Find(TimelineReader reader, string? id, StateFolders folders)
    {
        if ((id ?? (reader.RunIds is [.., var latest] ? latest : null)) is not { } wanted)
            throw new MachineException($"The journal in {folders.State} holds no run yet.");
        return reader.Read(wanted) ?? throw new MachineException(
            $"The journal in {folders.State} holds no run '{wanted}'. The latest of boots: "
            + $"{string.Join(", ", reader.RunIds.TakeLast(5))}.");
    }

    private static string Before(TimelineReader reader, BootTimeline timeline) =>
        reader.RunIds.TakeWhile(id => id != timeline.RunId).LastOrDefault()
        ?? throw new MachineException($"The journal holds no boot before run {timeline.RunId} to compare with.");

    private static void Save(string file, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        if (file == "-")
        {
            using var output = Console.OpenStandardOutput();
            output.Write(bytes);
            return;
        }

        AtomicFile.Write(Path.GetFullPath(file), bytes);
        Console.Error.WriteLine($"wrote {file}");
    }
}
