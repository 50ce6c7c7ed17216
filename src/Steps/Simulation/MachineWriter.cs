using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpenLaunch.Steps.Simulation;

/// <summary>Writes YAML as a person would: what holds no list of maps stands on one line, all else in blocks.</summary>
internal static partial class MachineWriter
{
    public static string Write(MapNode root)
    {
        var output = new StringWriter();
        var emitter = new Emitter(
            output, EmitterSettings.Default.WithBestWidth(int.MaxValue).WithIndentedSequences().WithNewLine("\n"));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, root, isFlow: false);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return output.ToString();
    }

    private static void Emit(Emitter emitter, YamlNode node, bool isFlow)
    {
        switch (node)
        {
            case ScalarNode scalar:
                emitter.Emit(Text(scalar.Text, isText: scalar.IsQuoted));
                break;
            case ListNode list:
                emitter.Emit(new SequenceStart(
                    null, null, isImplicit: true, IsFlat(list) ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items)
                    Emit(emitter, item, IsFlat(item));
                emitter.Emit(new SequenceEnd());
                break;
            case MapNode map:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, isFlow ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in map.Entries)
                {
                    emitter.Emit(Text(entry.Key, isText: true));
                    Emit(emitter, entry.Value, IsLine(entry.Value));
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }

    private static bool IsLine(YamlNode node) =>
        IsFlat(node) && (node is not MapNode map || !map.Entries.Any(entry => entry.Value is MapNode));

    private static bool IsFlat(YamlNode node) => node switch
    {
        ListNode list => list.Items.All(item => item is ScalarNode),
        MapNode map => map.Entries.All(entry => IsFlat(entry.Value)),
        ScalarNode scalar => !IsBlock(scalar.Text),
        _ => true,
    };

    /// <summary>Whether a text stands in lines of its own; others keep their line ends in double quotes alone.</summary>
    private static bool IsBlock(string text) => text.Contains('\n') && text[0] is not (' ' or '\n')
        && !text.Any(letter => (char.IsControl(letter) && letter is not ('\n' or '\t'))
            || letter is '\u2028' or '\u2029' or '\uFEFF');

    /// <summary>Plain where no reader of YAML could take it for anything but this text; else in double quotes.</summary>
    private static Scalar Text(string text, bool isText)
    {
        if (IsBlock(text))
            return new(null, null, text, ScalarStyle.Literal, true, true);
        var isPlain = !isText || (Plain().IsMatch(text) && !Special().IsMatch(text));
        return new(null, null, text, isPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, true, true);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9\\/_](?:[A-Za-z0-9\\/_.() -]*[A-Za-z0-9\\/_.()-])?\z")]
    private static partial Regex Plain();

    /// <summary>Numbers, dates and words that some reader takes for something else than text.</summary>
    [GeneratedRegex(
        @"\A(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[0-9-]*)?|0[xob][0-9a-f]+|[0-9]{4}-[0-9-]+|null|true|false|yes|no|on|off|y|n)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Special();
}
