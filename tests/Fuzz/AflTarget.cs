using System.Runtime.CompilerServices;
using SharpFuzz;

namespace OpenLaunch.Fuzz;

/// <summary>What AFL++ starts in the place of the tests: one reader, input after input; see <c>bench/afl.sh</c>.</summary>
internal static class AflTarget
{
    private const string Variable = "OPENLAUNCH_AFL_READER";

    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } name)
            return;
        Environment.SetEnvironmentVariable(Variable, null); // the instrumented copy of this assembly runs this, too
        using (var readers = new InstrumentedReaders())
        {
            var reader = readers.Find(name);
            Fuzzer.Run(stream =>
            {
                using var input = new MemoryStream();
                stream.CopyTo(input);
                reader(input.ToArray());
            });
        }

        Environment.Exit(0);
    }
}
