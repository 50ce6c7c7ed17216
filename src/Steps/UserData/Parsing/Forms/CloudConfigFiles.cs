using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.UserData.Parsing.Decoding;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Reads <c>write_files</c> (cloud-init documentation, "Write Files"). A wrong file costs that file.</summary>
internal static class CloudConfigFiles
{
    private static readonly string[] Encodings =
    [
        "text/plain", "b64", "base64", "gz", "gzip", "gz+b64", "gzip+b64", "gz+base64", "gzip+base64",
    ];

    private static readonly string[] Keys = ["path", "content", "encoding", "append"];

    public static ConfiguredTask? Read(MapEntry module, ProblemList problems)
    {
        // cloudbase-init documents one file without a list, too.
        if (!HasPath(module.Value) && !CloudConfigForm.IsListOf(module.Value, HasPath))
            return CloudConfigForm.Refuse(module, "a list of mappings, each with a 'path'", problems);
        CloudConfigForm.ReportLeftOut(module, Keys, problems);
        var items = module.Value is ListNode list ? list.Items : [module.Value];
        var budget = new ReadBudget();
        var files = items.Cast<MapNode>().Select(item => (Node: (YamlNode)item, File: File(item, budget, problems)))
            .Where(file => file.File is not null).ToList();
        var inputs = new WriteFileInputs { Files = [.. files.Select(file => file.File!)] };
        return new(module.Key, files.Count > 0 ? inputs : null, module.Position.Line)
        {
            StepName = "writeFile",
            Kind = "file",
            Written = files.Count < items.Count ? new ListNode([.. files.Select(file => file.Node)], module.Position) : null,
            Text = ConfiguredTask.TextOf(module.Key, module.Value),
        };
    }

    private static bool HasPath(YamlNode item) => (item as MapNode)?.Find("path") is ScalarNode { IsNull: false };

    private static FileItem? File(MapNode item, ReadBudget budget, ProblemList problems)
    {
        var before = problems.ErrorCount;
        foreach (var key in item.Entries.Where(key => Mismatch(key) is not null))
            problems.Error(key.Value.Position.Line, $"write_files: the key '{key.Key}' must be {Mismatch(key)}.");
        if (problems.ErrorCount > before)
            return null;
        var path = Text(item, "path")!;
        var encoding = Text(item, "encoding") ?? "text/plain";
        try
        {
            return new()
            {
                Destination = path,
                Content = "",
                Bytes = Decode(Bytes(item), encoding, budget),
                Append = item.Find("append") is ScalarNode { AsBoolean: true },
            };
        }
        catch (Exception exception) when (exception is FormatException or UnreadableUserDataException)
        {
            problems.Error(
                item.Position.Line,
                $"the content for {Wording.Quote(path)} is not "
                + $"{(Encodings.Contains(encoding) ? encoding : "what 'encoding' says")}: {exception.Message}");
            return null;
        }
    }

    private static string? Mismatch(MapEntry key) => (key.Key, key.Value) switch
    {
        (_, ScalarNode { IsNull: true }) => null,
        ("append", not ScalarNode { AsBoolean: not null }) => "true or false",
        ("content" or "encoding", not ScalarNode) => "a text",
        _ => null,
    };

    private static byte[] Bytes(MapNode item) => item.Find("content") is ScalarNode { IsBinary: true } binary
        ? Convert.FromBase64String(binary.Text)
        : Encoding.UTF8.GetBytes(Text(item, "content") ?? "");

    private static byte[] Decode(byte[] content, string encoding, ReadBudget budget) => encoding switch
    {
        "text/plain" or "" => content,
        "b64" or "base64" => FromBase64(content),
        "gz" or "gzip" => Gunzip(content, budget),
        "gz+b64" or "gzip+b64" or "gz+base64" or "gzip+base64" => Gunzip(FromBase64(content), budget),
        _ => throw new FormatException("known are text/plain, b64, gz and gz+b64"),
    };

    private static byte[] FromBase64(byte[] content) => Convert.FromBase64String(Encoding.UTF8.GetString(content));

    private static byte[] Gunzip(byte[] data, ReadBudget budget) => Decompression.IsGzip(data)
        ? Decompression.Gunzip(data, budget)
        : throw new FormatException("it does not begin like gzip");

    private static string? Text(MapNode item, string key) =>
        item.Find(key) is ScalarNode { IsNull: false } scalar ? scalar.Text : null;
}
