using System.IO.Compression;
using System.Text;
using OpenLaunch.Steps.UserData.Parsing;
using OpenLaunch.Steps.WriteFile;

namespace OpenLaunch.Steps.UserData;

/// <summary>
/// Reads which files a task asks for: one of a <c>writeFile</c> task, any number of cloud-config's <c>write_files</c>
/// (cloud-init documentation, "Write Files").
/// </summary>
internal static class FileTaskInputs
{
    // The bound of user data as a whole.
    private const int MaxBytes = 1024 * 1024;

    private static readonly string[] Known = ["path", "content", "encoding", "append"];

    public static IReadOnlyList<FileToWrite> Read(ConfiguredTask task, out IReadOnlyList<string> wrong)
    {
        var errors = new List<string>();
        wrong = errors;
        var maps = task.Inputs is InputList list ? list.Items.OfType<InputMap>() : [(InputMap)task.Inputs!];
        return [.. maps.Select(map => task.Name == "writeFile" ? OfTask(map) : OfCloudConfig(map, errors))
            .OfType<FileToWrite>()];
    }

    // EC2Launch v2 documents no encoding: UTF-8 without a byte order mark.
    private static FileToWrite OfTask(InputMap map) =>
        new(Text(map, "destination")!, Encoding.UTF8.GetBytes(Text(map, "content")!), Append: false);

    private static FileToWrite? OfCloudConfig(InputMap map, List<string> errors)
    {
        foreach (var entry in map.Entries.Where(entry => !Known.Contains(entry.Key)))
            errors.Add($"Line {entry.Line} of the user data: write_files cannot set '{entry.Key}' here; the file is written "
                + "without it.");
        var append = map.Find("append") is InputScalar { AsBoolean: true };
        var encoding = Text(map, "encoding") ?? "text/plain";
        try
        {
            return new(Text(map, "path")!, Decode(Text(map, "content") ?? "", encoding), append);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or EndOfStreamException)
        {
            errors.Add($"Line {map.Line} of the user data: the content for '{Text(map, "path")}' is not {encoding}: "
                + exception.Message);
            return null;
        }
    }

    private static byte[] Decode(string content, string encoding) => encoding switch
    {
        "text/plain" or "" => Encoding.UTF8.GetBytes(content),
        "b64" or "base64" => Convert.FromBase64String(content),
        "gz+b64" or "gzip+b64" or "gz+base64" or "gzip+base64" => Gunzip(Convert.FromBase64String(content)),
        _ => throw new FormatException("known are text/plain, b64 and gz+b64"),
    };

    private static byte[] Gunzip(byte[] data)
    {
        using var gzip = new GZipStream(new MemoryStream(data), CompressionMode.Decompress);
        var buffer = new byte[MaxBytes + 1];
        var length = gzip.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return length <= MaxBytes ? buffer[..length] : throw new InvalidDataException("it unpacks to more than 1 MiB");
    }

    private static string? Text(InputMap map, string key) =>
        map.Find(key) is InputScalar { IsNull: false } scalar ? scalar.Text : null;
}
