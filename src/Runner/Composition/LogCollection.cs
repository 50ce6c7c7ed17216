using System.IO.Compression;
using System.Text;
using OpenLaunch.Core.Console;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Engine;
using OpenLaunch.Core.Journal;
using OpenLaunch.Steps.Permissions;

namespace OpenLaunch.Runner.Composition;

/// <summary>
/// Gathers what tells of the agent into one archive. A part that cannot be had is named in it, and the others are there; a secret
/// that the configuration holds stands in none of them.
/// </summary>
internal sealed class LogCollection
{
    private const int MostOfFile = 8 << 20;
    private const int ShortestSecret = 4; // shorter ones are words that stand everywhere

    private readonly List<(string Name, byte[] Content)> parts = [];
    private readonly List<string> secrets = [];
    private readonly List<string> problems = [];

    /// <summary>What could not be gathered, and why.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Adds the configuration, masked.</summary>
    public Task AddPlanAsync(Func<YamlDocument> read) =>
        AddAsync("configuration.json", () => Task.FromResult(MaskedPlan.Of(read(), secrets)));

    /// <summary>Adds a text that is made now.</summary>
    public async Task AddAsync(string name, Func<Task<string>> make)
    {
        var problem = await StepGuard.TryAsync(async () => parts.Add((name, Encoding.UTF8.GetBytes(await make()))));
        if (problem is not null)
            problems.Add($"{name}: {problem.Message}");
    }

    /// <summary>Adds the files of a folder, of large ones the end; a folder that is not there has none.</summary>
    public void AddFolder(string folder, string pattern, string name)
    {
        var problem = StepGuard.Try(() =>
        {
            if (!Directory.Exists(folder))
                return;
            DemandNoLink(new DirectoryInfo(folder));
            foreach (var file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
                AddFile(file, $"{name}/{Path.GetFileName(file)}");
        });
        if (problem is not null)
            problems.Add($"{name}: {problem.Message}");
    }

    /// <summary>Writes the archive.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Save(string path, DateTimeOffset now)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            if (problems.Count > 0)
                parts.Add(("not-collected.txt", Encoding.UTF8.GetBytes(string.Join('\n', problems) + "\n")));
            foreach (var (name, content) in parts)
            {
                var entry = archive.CreateEntry(PrintableText.Line(name));
                entry.LastWriteTime = Stamp(now);
                using var stream = entry.Open();
                stream.Write(Printable(WithoutSecrets(content)));
            }
        }

        AtomicFile.Write(path, memory.ToArray());
    }

    /// <summary>The nearest time that an archive can hold: a clock that is wrong may be why somebody needs one.</summary>
    private static DateTimeOffset Stamp(DateTimeOffset now) => now.Year switch
    {
        < 1981 => new(1981, 1, 1, 0, 0, 0, TimeSpan.Zero),
        > 2106 => new(2106, 1, 1, 0, 0, 0, TimeSpan.Zero),
        _ => now,
    };

    private void AddFile(string file, string name)
    {
        var problem = StepGuard.Try(() =>
        {
            DemandNoLink(new FileInfo(file));
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, MostOfFile), SeekOrigin.End);
            var content = new byte[MostOfFile];
            parts.Add((name, content[..stream.ReadAtLeast(content, MostOfFile, throwOnEndOfStream: false)]));
        });
        if (problem is not null)
            problems.Add($"{name}: {problem.Message}");
    }

    /// <summary>What a link leads to is no log of ours, and the archive goes to others.</summary>
    private static void DemandNoLink(FileSystemInfo entry)
    {
        if (DataFolders.IsLink(entry))
            throw new IOException($"{entry.FullName} is a link, and none is followed.");
    }

    /// <summary>All parts are text, which somebody will show on a terminal, and not all of it is ours.</summary>
    private static byte[] Printable(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return Encoding.UTF8.GetBytes(PrintableText.Block(reader.ReadToEnd()));
    }

    private byte[] WithoutSecrets(byte[] content)
    {
        var known = secrets.Where(secret => secret.Length >= ShortestSecret).Distinct()
            .OrderByDescending(secret => secret.Length);
        if (!known.Any())
            return content;
        var text = Encoding.Latin1.GetString(content); // a byte each, so that whatever is no text stays as it is
        foreach (var secret in known)
        {
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
                text = text.Replace(Encoding.Latin1.GetString(encoding.GetBytes(secret)), "***", StringComparison.Ordinal);
        }

        return Encoding.Latin1.GetBytes(text);
    }
}
