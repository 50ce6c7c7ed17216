using System.Text;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.WriteFile;

/// <summary>
/// Reads which files a task asks for: one of a <c>writeFile</c> task, any number of cloud-config's <c>write_files</c>
/// (cloud-init documentation, "Write Files").
/// </summary>
internal static class FileTaskInputs
{
    public static IReadOnlyList<FileToWrite> Read(ConfiguredTask task, out IReadOnlyList<string> wrong)
    {
        var errors = new List<string>();
        wrong = errors;
        var maps = task.Inputs is ListNode list ? list.Items.OfType<MapNode>() : [(MapNode)task.Inputs!];
        return [.. maps.Select(map => task.Name == "writeFile" ? OfTask(map) : OfCloudConfig(map, errors))
            .OfType<FileToWrite>()];
    }

    // EC2Launch v2 documents no encoding: UTF-8 without a byte order mark.
    private static FileToWrite OfTask(MapNode map) =>
        new(Text(map, "destination")!, Encoding.UTF8.GetBytes(Text(map, "content")!), Append: false);

    private static FileToWrite? OfCloudConfig(MapNode map, List<string> errors)
    {
        var append = map.Find("append") is ScalarNode { AsBoolean: true };
        var encoding = Text(map, "encoding") ?? "text/plain";
        try
        {
            return new(Text(map, "path")!, Decode(Bytes(map), encoding), append);
        }
        catch (Exception exception) when (exception is FormatException or UnreadableUserDataException)
        {
            errors.Add($"Line {map.Line} of the user data: the content for '{Text(map, "path")}' is not {encoding}: "
                + exception.Message);
            return null;
        }
    }

    private static byte[] Bytes(MapNode map) => map.Find("content") is ScalarNode { IsBinary: true } binary
        ? Convert.FromBase64String(binary.Text)
        : Encoding.UTF8.GetBytes(Text(map, "content") ?? "");

    private static byte[] Decode(byte[] content, string encoding) => encoding switch
    {
        "text/plain" or "" => content,
        "b64" or "base64" => FromBase64(content),
        "gz" or "gzip" => Gunzip(content),
        "gz+b64" or "gzip+b64" or "gz+base64" or "gzip+base64" => Gunzip(FromBase64(content)),
        _ => throw new FormatException("known are text/plain, b64, gz and gz+b64"),
    };

    private static byte[] FromBase64(byte[] content) => Convert.FromBase64String(Encoding.UTF8.GetString(content));

    private static byte[] Gunzip(byte[] data) => Decompression.IsGzip(data)
        ? Decompression.Gunzip(data, new ReadBudget())
        : throw new FormatException("it does not begin like gzip");

    private static string? Text(MapNode map, string key) =>
        map.Find(key) is ScalarNode { IsNull: false } scalar ? scalar.Text : null;
}
