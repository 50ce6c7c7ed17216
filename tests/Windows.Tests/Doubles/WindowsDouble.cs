using System.Text.RegularExpressions;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>
/// Libraries of our own in the place of those of Wine's that do too little. They do what Microsoft's pages say, and record how
/// they were called. Only a program that is started with <see cref="Override"/> gets them; all else goes on with Wine's.
/// </summary>
internal sealed partial class WindowsDouble
{
    private static readonly string Sources = Path.Combine(Repository.Root, "tests", "Windows.Tests", "Doubles");

    private readonly string folder;

    private WindowsDouble(WineMachine machine, string[] names)
    {
        folder = Path.Combine(machine.DriveC, "double");
        Override = $"{string.Join(',', names)}=n";
    }

    /// <summary>What Wine is told for a program that is to get the doubles.</summary>
    public string Override { get; }

    /// <summary>Compiles doubles and puts them into the machine, where they know of nothing that happened before.</summary>
    public static async Task<WindowsDouble> PutAsync(WineMachine machine, params string[] names)
    {
        CrossCompiler.Demand();
        await machine.DemandAsync();
        var made = new WindowsDouble(machine, names);
        if (Directory.Exists(made.folder))
            Directory.Delete(made.folder, recursive: true);
        var system = Path.Combine(machine.DriveC, "windows", "system32");
        foreach (var name in names)
            await MakeAsync(name, name.StartsWith("wbem", StringComparison.Ordinal) ? Path.Combine(system, "wbem") : system);
        return made;
    }

    /// <summary>Tells the doubles how the machine is, which they look up at each call.</summary>
    public void Tell(string fact, string value = "") =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, fact), value);

    /// <summary>Waits until a call is recorded that begins so; the bound ends the wait.</summary>
    public async Task UntilCalledAsync(string call)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(3));
        var path = Path.Combine(folder, "calls.log");
        while (!File.Exists(path) || !(await File.ReadAllLinesAsync(path, bound.Token)).Any(line => line.StartsWith(call, StringComparison.Ordinal)))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, bound.Token);
    }

    /// <summary>The calls so far, one line each, and forgets them.</summary>
    public async Task<IReadOnlyList<string>> TakeCallsAsync()
    {
        var path = Path.Combine(folder, "calls.log");
        if (!File.Exists(path))
            return [];
        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        return lines;
    }

    /// <summary>A double that names Wine's own library hands on to it whatever it does not do itself.</summary>
    private static async Task MakeAsync(string name, string folder)
    {
        var (library, own) = (Path.Combine(folder, $"{name}.dll"), Path.Combine(folder, $"{name}_wine.dll"));
        var source = Path.Combine(Sources, $"{name}.c");
        var text = await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken);
        if (!text.Contains($"{name}_wine.dll", StringComparison.Ordinal))
        {
            File.Delete(library); // it may be a link to Wine's own
            await CrossCompiler.BuildLibraryAsync(source, library);
            return;
        }

        if (!File.Exists(own))
            File.Copy(library, own);
        File.Delete(library);
        var done = Exported.Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        var others = (await CrossCompiler.ExportsAsync(own)).Where(function => !done.Contains(function) && !function.Contains('@'));
        var definitions = Path.ChangeExtension(own, ".def");
        await File.WriteAllLinesAsync(
            definitions, ["EXPORTS", .. others.Select(function => $"  {function} = {name}_wine.{function}")],
            TestContext.Current.CancellationToken);
        await CrossCompiler.BuildLibraryAsync(source, library, definitions);
    }

    [GeneratedRegex(@"__declspec\(dllexport\) [\w ]+?(\w+)\(")]
    private static partial Regex Exported { get; }
}
