using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SharpFuzz;
using SharpFuzz.Common;

namespace OpenLaunch.Fuzz;

/// <summary>
/// The readers of <see cref="Readers"/> over copies of our assemblies, and of the YAML library, in which SharpFuzz notes each branch
/// that is taken: in a load context of their own, so that everything else in the process runs as it was built.
/// </summary>
public unsafe class InstrumentedReaders : IDisposable
{
    /// <summary>The size of the map of branches, that of AFL.</summary>
    public const int MapSize = 1 << 16;

    private static readonly string[] Instrumented = ["OpenLaunch.Core", "OpenLaunch.Steps", "YamlDotNet"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("openlaunch-fuzz-");
    private readonly byte* map = (byte*)NativeMemory.AllocZeroed(MapSize);
    private readonly Type readers;

    public InstrumentedReaders()
        : this(Options.Value)
    {
    }

    /// <param name="options">How the copies are instrumented.</param>
    protected InstrumentedReaders(Options options)
    {
        Trace.SharedMem = map;
        var context = new Copies(folder.FullName);
        foreach (var name in Instrumented)
        {
            var copy = Path.Combine(folder.FullName, name + ".dll");
            File.Copy(Path.Combine(AppContext.BaseDirectory, name + ".dll"), copy);
            Fuzzer.Instrument(copy, _ => true, options);
        }

        File.Copy(typeof(Readers).Assembly.Location, Path.Combine(folder.FullName, "OpenLaunch.Fuzz.dll"));
        readers = context.LoadFromAssemblyName(new("OpenLaunch.Fuzz")).GetType(typeof(Readers).FullName!)!;
    }

    public Span<byte> Map => new(map, MapSize);

    public Action<byte[]> Find(string reader) =>
        readers.GetMethod(reader, BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Action<byte[]>>();

    /// <summary>Runs a reader once; the map then holds the branches that it took.</summary>
    public void Run(Action<byte[]> reader, byte[] input)
    {
        Map.Clear();
        Trace.PrevLocation = 0;
        reader(input);
    }

    public void Dispose()
    {
        folder.Delete(recursive: true); // the map stays: what was loaded may still write to it
        GC.SuppressFinalize(this);
    }

    private sealed class Copies(string folder) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(folder, assemblyName.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
