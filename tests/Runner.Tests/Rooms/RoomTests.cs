using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Rooms;

/// <summary>A room is a namespace, with its <c>.Native</c>. What a room is about can be read without the rooms above it.</summary>
public sealed partial class RoomTests
{
    private const string Root = "OpenLaunch.";

    /// <summary>All rooms from the top down.</summary>
    private static readonly string[] Order =
    [
        "Runner", "Runner.Commands", "Runner.Composition", "Runner.Timeline", "Runner.Output", "Ec2Launch", "Testing",
        "Steps", "Steps.SimulatedMetadata", "Steps.Watch", "Steps.Migration", "Steps.Replacement", "Steps.Installation",
        "Steps.Diagnosis", "Steps.Generalization", "Steps.Power", "Steps.InstanceInfo", "Steps.HostIdentity", "Steps.Metadata",
        "Steps.Ready", "Steps.Notify", "Steps.Reboot", "Steps.SerialConsole", "Steps.Sysprep",
        "Steps.DataVolumes", "Steps.Disks", "Steps.Volumes",
        "Steps.UserData", "Steps.UserData.Parsing.Forms", "Steps.UserData.Parsing.Yaml", "Steps.UserData.Parsing",
        "Steps.UserData.Parsing.Decoding", "Steps.WinRm", "Steps.HostName", "Steps.OpenSsh", "Steps.WriteFile", "Steps.Scripts",
        "Steps.Accounts", "Steps.Secrets", "Steps.Aws", "Steps.Http", "Steps.EventLog", "Steps.Ec2LaunchV2", "Steps.OtherAgents",
        "Steps.Wallpaper", "Steps.TimeSource", "Steps.EnaAdapters", "Steps.DnsSuffix", "Steps.Activation", "Steps.Routes", "Steps.RegistryValues",
        "Steps.BootTask", "Steps.Services", "Steps.Permissions", "Steps.Simulation", "Steps.Native",
        "Core.Schema", "Core.Configuration", "Core.Extensions", "Core.Binding", "Core.Engine", "Core.Metadata", "Core.Journal",
        "Core.Console", "Core.Documents",
        "Analyzers", // of the compiler; refers to nothing of ours
    ];

    private static readonly IReadOnlyList<Source> Sources = [.. Files().Select(Source.Read).OfType<Source>()];

    private static readonly ILookup<string, string> Types =
        Sources.SelectMany(source => source.Types.Select(type => (source.Namespace, type))).ToLookup(pair => pair.Namespace, pair => pair.type);

    [Fact]
    public void Every_room_stands_in_the_order() =>
        Assert.Equal(Order.Order(), Sources.Select(source => RoomOf(source.Namespace)).Distinct().Order());

    [Fact]
    public void A_room_refers_only_to_rooms_further_down()
    {
        var upward = Sources.SelectMany(source => Referred(source).Select(RoomOf)
            .Where(other => Array.IndexOf(Order, other) < Array.IndexOf(Order, RoomOf(source.Namespace)))
            .Select(other => $"{RoomOf(source.Namespace)} -> {other} in {source.File}"));

        Assert.Equal([], upward);
    }

    [Fact]
    public void No_source_file_is_empty() => Assert.DoesNotContain(Files(), file => new FileInfo(file).Length == 0);

    [Fact]
    public void No_line_is_wider_than_130_characters()
    {
        var wide = Files("src").Concat(Files("samples")).Concat(Files("templates")).SelectMany(file =>
            File.ReadLines(file).Index().Where(line => line.Item.Length > 130).Select(line =>
                $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}"));

        Assert.Equal([], wide);
    }

    [Fact]
    public void A_text_in_two_lines_of_source_has_one_blank_between_them()
    {
        var doubled = Files().SelectMany(file => Doubled().Matches(File.ReadAllText(file)).Select(match =>
            $"{Path.GetRelativePath(Repository.Root, file)}: {match.Value}"));

        Assert.Equal([], doubled);
    }

    private static IEnumerable<string> Files(string folder = "src") => Directory
        .EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !BuildOutput().IsMatch(file));

    private static string RoomOf(string name) =>
        name == "OpenLaunch.Steps.Native" ? name[Root.Length..] : name[Root.Length..].Replace(".Native", "", StringComparison.Ordinal);

    /// <summary>The namespaces that a file needs: by a using, as <c>Other.Type</c>, or through a type of a namespace around its own.</summary>
    private static IEnumerable<string> Referred(Source source)
    {
        foreach (var used in source.Usings)
            yield return Types.Contains(used) ? used : used[..used.LastIndexOf('.')]; // using static names a type
        var parts = source.Namespace.Split('.');
        for (var count = parts.Length; count >= 0; count--)
        {
            var around = string.Join('.', parts[..count]);
            if (count < parts.Length && Types[around].Any(source.Words.Contains))
                yield return around;
            foreach (var (name, type) in source.Qualified)
            {
                var full = count == 0 ? name : $"{around}.{name}";
                if (Types[full].Contains(type))
                    yield return full;
            }
        }
    }

    [GeneratedRegex("""\S "\s*\+ \$?" (?=\S)""")]
    private static partial Regex Doubled();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();

    /// <summary>A source file without its comments and texts.</summary>
    private sealed partial record Source(string File, string Namespace, string Text)
    {
        public IReadOnlyList<string> Usings { get; } = [.. Using().Matches(Text).Select(match => match.Groups[1].Value)];

        public IReadOnlyList<string> Types { get; } = [.. Declared().Matches(Text).Select(match => match.Groups[1].Value)];

        public HashSet<string> Words { get; } = [.. Unqualified().Matches(Text).Select(match => match.Value)];

        public IReadOnlyList<(string, string)> Qualified { get; } =
            [.. Dotted().Matches(Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct()];

        /// <summary>The file, or null when it declares nothing in a namespace.</summary>
        public static Source? Read(string file)
        {
            var text = CommentOrText().Replace(System.IO.File.ReadAllText(file), "\"\"");
            var match = InNamespace().Match(text);
            return match.Success ? new(Path.GetRelativePath(Repository.Root, file), match.Groups[1].Value, text) : null;
        }

        [GeneratedRegex(@"//[^\n]*|""""""[\s\S]*?""""""|""(\\.|[^""\\\n])*""")]
        private static partial Regex CommentOrText();

        [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
        private static partial Regex InNamespace();

        [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(OpenLaunch\.[\w.]+);", RegexOptions.Multiline)]
        private static partial Regex Using();

        [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|record|interface|enum|struct|delegate [\w<>?]+) (\w+)", RegexOptions.Multiline)]
        private static partial Regex Declared();

        [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
        private static partial Regex Unqualified();

        [GeneratedRegex(@"(?<![\w.])([A-Z]\w*(?:\.[A-Z]\w*)*)\.([A-Z]\w*)")]
        private static partial Regex Dotted();
    }
}
