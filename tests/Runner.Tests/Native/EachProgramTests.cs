using System.Reflection;
using System.Text.RegularExpressions;

namespace OpenLaunch.Runner.Tests.Native;

/// <summary>No class that starts the program is forgotten where the gate starts the native one.</summary>
public sealed partial class EachProgramTests
{
    private static readonly IReadOnlyList<Type> Classes =
        [.. typeof(EachProgramTests).Assembly.GetTypes().Where(type => type is { IsNested: false, Namespace: not null })];

    private static readonly IReadOnlyDictionary<string, string> Sources = Directory
        .EnumerateFiles(Repository.File("tests", "Runner.Tests"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !BuildOutput().IsMatch(file) && Path.GetFileName(file) != "EachProgramTests.cs")
        .ToDictionary(file => file, File.ReadAllText);

    [Fact]
    public void Each_class_that_starts_the_program_says_with_which_one()
    {
        var silent = Starting().Where(type =>
            type.GetCustomAttribute<EachProgramAttribute>() is null && type.GetCustomAttribute<BuiltProgramAttribute>() is null);

        Assert.Equal([], silent.Select(type => $"{type.Name}: [EachProgram], or [BuiltProgram(reason)]"));
    }

    [Fact]
    public void What_is_not_for_a_native_program_says_why() => Assert.All(
        Classes.Select(type => type.GetCustomAttribute<BuiltProgramAttribute>()).OfType<BuiltProgramAttribute>(),
        built => Assert.EndsWith(".", built.Reason, StringComparison.Ordinal));

    [Fact]
    public void The_gate_runs_them_with_the_native_program()
    {
        var gate = File.ReadAllText(Repository.File(".ci", "run"));

        Assert.Matches(@"OPENLAUNCH_PROGRAM=""\$PWD/artifacts/native/openlaunch""[^\n]*\\\n[^\n]*Runner\.Tests -trait ""Program=each""", gate);
    }

    /// <summary>The classes of tests that name what starts the program, or what names that in its turn.</summary>
    private static HashSet<Type> Starting()
    {
        var (names, tests, count) = (new HashSet<string> { nameof(AgentProgram) }, new HashSet<Type>(), -1);
        while (count < names.Count + tests.Count)
        {
            count = names.Count + tests.Count;
            foreach (var (file, text) in Sources)
            {
                var own = Classes.Where(type => Declares(text, type.Name) && text.Contains($"namespace {type.Namespace};", StringComparison.Ordinal)).ToList();
                var words = Word().Matches(Comment().Replace(text, "")).Select(match => match.Value).ToHashSet();
                if (Path.GetFileName(file) == "AgentProgram.cs" || !names.Except(own.Select(type => type.Name)).Any(words.Contains))
                    continue;
                foreach (var type in own)
                {
                    if (HasTests(type))
                        tests.Add(type);
                    else if (!own.Any(HasTests))
                        names.Add(type.Name);
                }
            }
        }

        return tests;
    }

    private static bool Declares(string text, string name) =>
        Regex.IsMatch(text, $@"^(public|internal|file) [a-z ]*\b(class|record|struct) {Regex.Escape(name)}\b", RegexOptions.Multiline);

    private static bool HasTests(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Any(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}
