using System.Diagnostics;

namespace OpenLaunch.Fuzz;

/// <summary>
/// Mutates inputs and keeps those that take a branch, or a branch so often, as none before did: the way of AFL, in one process.
/// </summary>
/// <param name="readers">The instrumented readers.</param>
/// <param name="seed">Of the mutations.</param>
internal sealed class Fuzzing(InstrumentedReaders readers, int seed)
{
    private const int LongestInput = 1 << 14;
    private const int MostCrashes = 5;

    private readonly Random random = new(seed);
    private readonly byte[] seen = new byte[InstrumentedReaders.MapSize];
    private readonly List<byte[]> queue = [];

    public long Executions { get; private set; }

    public int Kept => queue.Count;

    public int Branches => seen.Count(bits => bits != 0);

    /// <summary>What a reader threw that it must not, with the input; one of each kind.</summary>
    public Dictionary<string, string> Crashes { get; } = [];

    /// <summary>Fuzzes a reader for a time.</summary>
    public void Run(string reader, IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> pieces, TimeSpan time)
    {
        var read = readers.Find(reader);
        foreach (var input in corpus)
            Try(read, input);
        queue.AddRange(corpus);
        for (var started = TimeProvider.System.GetTimestamp();
            TimeProvider.System.GetElapsedTime(started) < time && Crashes.Count < MostCrashes;)
        {
            for (var round = 0; round < 50; round++)
                Try(read, Mutate(queue[random.Next(queue.Count)], pieces));
        }
    }

    private void Try(Action<byte[]> read, byte[] input)
    {
        Executions++;
        try
        {
            readers.Run(read, input);
        }
        catch (Exception crash)
        {
            var place = new StackTrace(crash).GetFrames().Select(frame => frame.GetMethod())
                .Select(method => $"{method?.DeclaringType}.{method?.Name}").FirstOrDefault(name => name.Contains("OpenLaunch", StringComparison.Ordinal));
            Crashes.TryAdd($"{crash.GetType()} in {place}", $"{Convert.ToBase64String(input)}\n{crash}");
        }

        if (IsNew())
            queue.Add(input);
    }

    /// <summary>Counts of a branch are taken as 1, 2, 3, 4–7, 8–15, 16–31, 32–127 and more.</summary>
    private bool IsNew()
    {
        var isNew = false;
        var map = readers.Map;
        for (var place = 0; map[place..].IndexOfAnyExcept((byte)0) is >= 0 and var next; place++)
        {
            place += next;
            var bit = (byte)(map[place] switch
            {
                1 => 1, 2 => 2, 3 => 4, < 8 => 8, < 16 => 16, < 32 => 32, < 128 => 64, _ => 128,
            });
            if ((seen[place] & bit) != 0)
                continue;
            seen[place] |= bit;
            isNew = true;
        }

        return isNew;
    }

    private byte[] Mutate(byte[] input, IReadOnlyList<byte[]> pieces)
    {
        var bytes = new List<byte>(input);
        for (var count = 1 << random.Next(5); count > 0; count--)
        {
            var (at, length) = (random.Next(bytes.Count + 1), random.Next(1, 17));
            switch (random.Next(8))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 4 or 5:
                    bytes.InsertRange(at, pieces[random.Next(pieces.Count)]);
                    break;
                case 6 when at < bytes.Count: // once more, or many times
                    var part = bytes.GetRange(at, Math.Min(length * 4, bytes.Count - at));
                    for (var times = random.Next(20) == 0 ? random.Next(200) : 1; times > 0; times--)
                        bytes.InsertRange(at, part);
                    break;
                case 7: // the head of one, the tail of another
                    var other = queue[random.Next(queue.Count)];
                    bytes = [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
                    break;
            }
        }

        return bytes.Count > LongestInput ? [.. bytes[..LongestInput]] : [.. bytes];
    }
}
