using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

/// <summary>
/// What .NET calls in the published build before its own program, where a test has it so: hands each native call of the built-in
/// steps to the double of its library, where there is one. So doubles come in whose names Wine keeps for its own.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        var doubles = (Environment.GetEnvironmentVariable("OPENLAUNCH_DOUBLES") ?? "").Split(',');
        var steps = AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName("OpenLaunch.Steps"));
        NativeLibrary.SetDllImportResolver(steps, (name, _, _) =>
        {
            var library = Path.GetFileNameWithoutExtension(name);
            return doubles.Contains(library) ? NativeLibrary.Load(Path.Combine(Environment.SystemDirectory, $"{library}_double.dll")) : 0;
        });
        if (Environment.GetEnvironmentVariable("OPENLAUNCH_CONTRACTS") is { } tests)
            Environment.Exit(RunTests(tests.Split(' ')));
    }

    /// <summary>Runs the test program inside the published build, with its libraries.</summary>
    private static int RunTests(string[] arguments)
    {
        var own = Assembly.GetExecutingAssembly();
        var folder = Path.GetDirectoryName(own.Location)!;
        AssemblyLoadContext.Default.Resolving += (context, name) => Path.Combine(folder, $"{name.Name}.dll") is var file && File.Exists(file)
            ? context.LoadFromAssemblyPath(file)
            : null;
        Assembly.SetEntryAssembly(own);
        return (int)own.EntryPoint!.Invoke(null, [arguments])!;
    }
}
