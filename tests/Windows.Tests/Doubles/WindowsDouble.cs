using OpenLaunch.Windows.Tests.Wine;

namespace OpenLaunch.Windows.Tests.Doubles;

/// <summary>
/// A library of our own in the place of one of Wine's that does too little. It does what Microsoft's pages say, and records how
/// it was called. Only a program that is started with <see cref="Override"/> gets it; all else goes on with Wine's.
/// </summary>
internal sealed class WindowsDouble
{
    private readonly string folder;
    private readonly string name;

    private WindowsDouble(WineMachine machine, string name) =>
        (folder, this.name) = (Path.Combine(machine.DriveC, "double"), name);

    /// <summary>What Wine is told for a program that is to get the double.</summary>
    public string Override => $"{name}=n";

    /// <summary>Compiles the double and puts it into the machine, where it knows of nothing that happened before.</summary>
    public static async Task<WindowsDouble> PutAsync(WineMachine machine, string name)
    {
        CrossCompiler.Demand();
        await machine.DemandAsync();
        var made = new WindowsDouble(machine, name);
        if (Directory.Exists(made.folder))
            Directory.Delete(made.folder, recursive: true);
        var library = Path.Combine(machine.DriveC, "windows", "system32", $"{name}.dll");
        var source = Path.Combine(Repository.Root, "tests", "Windows.Tests", "Doubles", $"{name}.c");
        File.Delete(library); // it may be a link to Wine's own
        await CrossCompiler.BuildLibraryAsync(source, library);
        return made;
    }

    /// <summary>A file that tells the double how the machine is.</summary>
    public string At(string fact) => Path.Combine(Directory.CreateDirectory(folder).FullName, fact);

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
}
