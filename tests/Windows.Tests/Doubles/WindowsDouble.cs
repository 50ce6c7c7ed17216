using System.Text.RegularExpressions;
using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>
/// Libraries of our own in the place of those of Wine's that do too little. They do what Microsoft's pages say, and record how
/// they were called. Only a program that is started with <see cref="Variables"/> gets them; all else goes on with Wine's.
/// </summary>
internal sealed partial class WindowsDouble
{
    /// <summary>Those whose place Wine gives to no other: they come in by the startup hook.</summary>
    private static readonly string[] Hooked = ["kernel32", "advapi32", "setupapi", "userenv"];

    /// <summary>Ends the name of what Wine has in the place of a tool; empty where it has none.</summary>
    private const string SetAside = ".wines";

    private static readonly string Sources = Path.Combine(Repository.Root, "tests", "Windows.Tests", "Doubles");

    private readonly string folder;
    private readonly string system;

    private WindowsDouble(WineMachine machine, string[] names)
    {
        (folder, system) = (Path.Combine(machine.DriveC, "double"), Path.Combine(machine.DriveC, "windows", "system32"));
        var hooked = names.Intersect(Hooked).ToList();
        IsHooked = hooked.Count > 0;
        Variables = new() { ["WINEDLLOVERRIDES"] = string.Join(';', names.Except(hooked).Select(name => $"{name}=n")) };
        if (!IsHooked)
            return;
        Variables["OPENLAUNCH_DOUBLES"] = string.Join(',', hooked);
        Variables["DOTNET_STARTUP_HOOKS"] = WineMachine.WindowsPath(typeof(StartupHook).Assembly.Location);
    }

    /// <summary>Whether some come in by the startup hook.</summary>
    public bool IsHooked { get; }

    /// <summary>What Wine and .NET are told for a program that is to get the doubles.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>Compiles doubles and puts them into the machine, where they know of nothing that happened before.</summary>
    public static async Task<WindowsDouble> PutAsync(WineMachine machine, params string[] names)
    {
        CrossCompiler.Demand();
        await machine.DemandAsync();
        var made = new WindowsDouble(machine, names);
        if (Directory.Exists(made.folder))
            Directory.Delete(made.folder, recursive: true);
        made.TakeToolsAway();
        foreach (var name in names)
            await made.MakeAsync(name);
        return made;
    }

    /// <summary>
    /// Puts a tool into the machine, until doubles are put into it anew, that records its calls among those of the doubles.
    /// </summary>
    public Task PutToolAsync(string name)
    {
        var program = Path.Combine(system, name);
        if (File.Exists(program))
            File.Move(program, $"{program}{SetAside}"); // Wine may have one of that name
        else
            File.Create($"{program}{SetAside}").Dispose();
        Variables["WINEDLLOVERRIDES"] += $";{Path.GetFileName(name)}=n";
        var own = Path.Combine(Sources, Path.ChangeExtension(Path.GetFileName(name), ".c"));
        return CrossCompiler.BuildFileAsync(File.Exists(own) ? own : Path.Combine(Sources, "tool.c"), program);
    }

    /// <summary>Tells the doubles how the machine is, which they look up at each call.</summary>
    public void Tell(string fact, string value = "") => File.WriteAllText(At(fact), value);

    /// <summary>What the doubles know of the machine now.</summary>
    public string Told(string fact) => File.ReadAllText(At(fact));

    /// <summary>Waits until a call is recorded that begins so; the bound ends the wait.</summary>
    public async Task UntilCalledAsync(string call)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(TimeSpan.FromMinutes(3));
        var path = At("calls.log");
        while (!File.Exists(path)
            || !(await File.ReadAllLinesAsync(path, bound.Token)).Any(line => line.StartsWith(call, StringComparison.Ordinal)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, bound.Token);
        }
    }

    /// <summary>The calls so far, one line each, and forgets them.</summary>
    public async Task<IReadOnlyList<string>> TakeCallsAsync()
    {
        var path = At("calls.log");
        if (!File.Exists(path))
            return [];
        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        return lines;
    }

    public string At(string fact) => Path.Combine(Directory.CreateDirectory(folder).FullName, fact);

    /// <summary>Gives Wine its tools back, which happens by itself when doubles are put into the machine anew.</summary>
    public void TakeToolsAway()
    {
        foreach (var wines in Directory.GetFiles(system, $"*{SetAside}", SearchOption.AllDirectories))
        {
            var program = wines[..^SetAside.Length];
            File.Delete(program);
            if (new FileInfo(wines).Length > 0)
                File.Move(wines, program);
            else
                File.Delete(wines);
        }
    }

    /// <summary>Makes a double of a library. What it does not do itself it hands on to Wine's, where it is to be whole.</summary>
    private async Task MakeAsync(string name)
    {
        var source = Path.Combine(Sources, $"{name}.c");
        var parts = Path.Combine(Sources, name); // of a double that is in several files
        var text = string.Concat((Directory.Exists(parts) ? Directory.GetFiles(parts) : []).Append(source).Select(File.ReadAllText));
        var place = name.StartsWith("wbem", StringComparison.Ordinal) ? Path.Combine(system, "wbem") : system;
        var wines = Path.Combine(place, $"{name}.dll");
        if (Hooked.Contains(name))
        {
            await BuildAsync(source, text, wines, name, Path.Combine(place, $"{name}_double.dll"));
            return;
        }

        var copy = Path.Combine(place, $"{name}_wine.dll");
        if (!File.Exists(copy))
            File.Copy(wines, copy);
        File.Delete(wines); // it may be a link to Wine's own
        await BuildAsync(
            source, text, text.Contains($"{name}_wine.dll", StringComparison.Ordinal) ? copy : null, $"{name}_wine", wines);
    }

    /// <summary>Builds a double. Its functions may be named <c>double_X</c> in its source, so that it can call Wine's X itself.</summary>
    private static async Task BuildAsync(string source, string text, string? others, string owner, string library)
    {
        var own = Exported.Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        var rest = others is null ? [] : await CrossCompiler.ExportsAsync(others);
        var definitions = Path.ChangeExtension(library, ".def");
        await File.WriteAllLinesAsync(
            definitions,
            [
                "EXPORTS",
                .. own.Where(name => text.Contains($"double_{name}(", StringComparison.Ordinal)).Select(name => $"  {name} = double_{name}"),
                .. rest.Where(name => !own.Contains(name) && !name.Contains('@')).Select(name => $"  {name} = {owner}.{name}"),
            ],
            TestContext.Current.CancellationToken);
        await CrossCompiler.BuildLibraryAsync(source, library, definitions);
    }

    [GeneratedRegex(@"__declspec\(dllexport\) [\w ]+? (?:double_)?(\w+)\(")]
    private static partial Regex Exported { get; }
}
