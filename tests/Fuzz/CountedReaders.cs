using SharpFuzz;
using SharpFuzz.Common;

namespace OpenLaunch.Fuzz;

/// <summary>The readers over copies that tell each branch they take, so that work is counted and not timed.</summary>
public sealed class CountedReaders : InstrumentedReaders
{
    private long branches;

    public CountedReaders()
        : base(TellingBranches()) => Trace.OnBranch = (_, _) => branches++;

    /// <summary>What one reading costs.</summary>
    public Work Measure(Action<byte[]> reader, byte[] input)
    {
        Run(reader, input); // what is made once is made now
        branches = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(reader, input);
        return new(branches, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The options are read from the environment, once for all who do not ask like this.</summary>
    private static Options TellingBranches()
    {
        const string variable = "SHARPFUZZ_ENABLE_ON_BRANCH_CALLBACK";
        Environment.SetEnvironmentVariable(variable, "1");
        var options = (Options)Activator.CreateInstance(typeof(Options), nonPublic: true)!;
        Environment.SetEnvironmentVariable(variable, null);
        return options;
    }
}

/// <summary>What a reading costs.</summary>
/// <param name="Branches">The branches that our assemblies and the YAML library take.</param>
/// <param name="Bytes">What is allocated, the system's libraries included.</param>
public sealed record Work(long Branches, long Bytes);
