using System.Text;
using MimeKit;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>A MIME multipart message, as cloud-init takes it: each part is a document of its own, in its own form.</summary>
internal sealed class MimeForm(Func<byte[], Func<string, UserDataDocument>?, UserDataDocument> readPart)
{
    private const int MaxParts = 256;
    private const int MaxNesting = 8;

    private readonly ProblemList problems = new();
    private readonly List<UserDataDocument> parts = [];
    private readonly Dictionary<MimeEntity, long> bodyOffsets = [];
    private int count;
    private int? leftOutLine;

    /// <summary>Whether the bytes begin with a header of a MIME message.</summary>
    public static bool Matches(ReadOnlySpan<byte> utf8) => MimeHeaders.AreAt(utf8[MimeHeaders.Start(utf8)..]);

    public UserDataDocument Read(byte[] utf8)
    {
        var lines = new TextLines(Encoding.Latin1.GetString(utf8)); // One character a byte: offsets are byte offsets.
        var start = MimeHeaders.Start(utf8);
        if (Load(utf8, start) is { } message)
        {
            CheckBoundary(message, utf8, lines.At(start));
            foreach (var leaf in Leaves(message))
                ReadLeaf(leaf, lines);
            if (leftOutLine is { } line && !problems.HasErrors && parts.All(part => part.Tasks.Count == 0))
                problems.Error(line, "Nothing of the MIME message is supported here, so nothing of it is done.");
        }
        else
        {
            problems.Error(
                lines.At(start),
                "The user data begins like a MIME message, but its headers cannot be read. None may be longer than 4 KiB.");
        }


        return new UserDataDocument
        {
            Format = UserDataFormat.Mime,
            Persist = parts.Any(part => part.Persist),
            Detach = parts.Any(part => part.Detach),
            RunAsLocalSystem = parts.Any(part => part.RunAsLocalSystem),
            Arguments = parts.FirstOrDefault(part => part.Arguments is not null)?.Arguments,
            Tasks = CloudConfigForm.Merge(parts.SelectMany(part => part.Tasks)
                .Select(task => task with { HasCloudbaseInitExitCodes = true }), problems),
            Problems = problems.ToList(),
        };
    }

    private MimeEntity? Load(byte[] utf8, int start)
    {
        var options = new ParserOptions { MaxMimeDepth = MaxNesting };
        var parser = new MimeParser(options, new MemoryStream(utf8, start, utf8.Length - start), MimeFormat.Entity);
        parser.MimeEntityEnd += (_, e) => bodyOffsets[e.Entity] = start + e.HeadersEndOffset;
        try
        {
            MimeHeaderBound.Demand(options, utf8.AsMemory(start));
            return parser.ParseEntity();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void CheckBoundary(MimeEntity message, ReadOnlySpan<byte> utf8, int line)
    {
        if (message is not Multipart multipart)
            return;
        var boundary = multipart.Boundary ?? "";
        if (multipart.Count == 0)
            problems.Error(line, $"The MIME message has no part: no line is '--' and the boundary {Wording.Quote(boundary)}.");
        else if (utf8.IndexOf(Encoding.UTF8.GetBytes($"\n--{boundary}--")) < 0)
            problems.Warning(line, "The MIME message does not end with its boundary and '--'; it may be cut off.");
    }

    private static IEnumerable<MimeEntity> Leaves(MimeEntity entity) =>
        entity is Multipart multipart ? multipart.SelectMany(Leaves) : [entity];

    private void ReadLeaf(MimeEntity leaf, TextLines lines)
    {
        var line = lines.At((int)bodyOffsets.GetValueOrDefault(leaf));
        if (++count > MaxParts)
        {
            if (count == MaxParts + 1)
                problems.Error(line, $"The MIME message has more than {MaxParts} parts; the rest is not read.");
            return;
        }

        var name = $"MIME part {count} ({Wording.Short(leaf.ContentType.MimeType)})";
        if (leaf is not MimePart { Content: not null } part || !MimePartType.IsSupported(part))
        {
            problems.Warning(line, $"{name} {MimePartType.WhyLeftOut(leaf)}, so it is left out.");
            leftOutLine ??= line;
            return;
        }

        if (MimePartType.Decode(part) is not { } data)
        {
            problems.Error(line, $"{name} is in a character set that is not read, so it is not run. Write it in UTF-8.");
            return;
        }

        var document = readPart(data, MimePartType.Otherwise(part));
        var isLeftOut = document.Problems.Where(problem => problem.Severity == UserDataSeverity.Error)
            .Select(problem => problem.Message).SequenceEqual([CloudConfigForm.NothingSupported]);
        if (document.Format == UserDataFormat.Unrecognized || isLeftOut)
            leftOutLine ??= line;
        parts.Add(!MimePartType.IsForEachBoot(part) ? document
            : document with { Tasks = [.. document.Tasks.Select(task => task.AtEachBoot())] });
        // Lines of a part that stands encoded in the message are lines of another text.
        var isAsWritten = MimePartType.IsAsWritten(part) && !Decompression.IsCompressed(data);
        foreach (var problem in document.Problems)
            problems.Add(problem with
            {
                // Beside a part that is carried out, as AWS's template for scripts at every boot has it, it costs nothing.
                Severity = isLeftOut && problem.Severity == UserDataSeverity.Error ? UserDataSeverity.Warning : problem.Severity,
                Line = isAsWritten ? line + problem.Line - 1 : line,
                Message = $"{name}{(isAsWritten ? "" : $", line {problem.Line} once decoded")}: {problem.Message}",
            });
    }
}
