using System.Text;
using MimeKit;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>What the content type, the file name and the transfer encoding of a MIME part say about its bytes.</summary>
internal static class MimePartType
{
    // A part of any other type is never looked into: the <script> of an HTML page is no batch block.
    private static readonly string[] Supported =
    [
        "text/plain", ShellScript, PerBoot, "text/x-shellscript-per-once", "text/x-shellscript-per-instance",
        "text/x-powershell", "application/x-powershell", "text/x-batch", "application/x-bat",
        IncludeUrl, "text/x-include-once-url",
        "text/cloud-config", "text/yaml", "text/x-yaml", "application/yaml", "application/x-yaml", "application/json",
        "application/octet-stream", "application/gzip", "application/x-gzip", "application/zip",
    ];

    private const string IncludeUrl = "text/x-include-url";
    private const string ShellScript = "text/x-shellscript";
    private const string PerBoot = "text/x-shellscript-per-boot";

    private static readonly string[] Extensions = [".ps1", ".cmd", ".bat", ".yml", ".yaml", ".txt"];

    public static bool IsSupported(MimePart part) =>
        Supported.Contains(part.ContentType.MimeType, StringComparer.OrdinalIgnoreCase)
        || (!IsOfCloudInit(part) && Extensions.Contains(Extension(part)));

    public static string WhyLeftOut(MimeEntity part) => part.ContentType.IsMimeType("text", "jinja2")
        ? "is a template of Jinja, and templates are not rendered here"
        : "is of a type that is not supported";

    /// <summary>Whether the part is a script for each start of the machine.</summary>
    public static bool IsForEachBoot(MimePart part) =>
        part.ContentType.MimeType.Equals(PerBoot, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the part's lines stand in the message as they are.</summary>
    public static bool IsAsWritten(MimePart part) => part.ContentTransferEncoding is not
        (ContentEncoding.Base64 or ContentEncoding.QuotedPrintable or ContentEncoding.UUEncode);

    /// <summary>The part's bytes; text of another character set as UTF-8, or null of one that .NET refuses: UTF-7.</summary>
    public static byte[]? Decode(MimePart part)
    {
        var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        var data = content.ToArray();
        var isText = part.ContentType.IsMimeType("text", "*") && !Decompression.IsCompressed(data);
        if (!isText || part.ContentType.Charset is not { } charset)
            return data;
        try
        {
            var encoding = Encoding.GetEncoding(charset);
            return encoding.CodePage is 65001 or 20127 ? data : Encoding.UTF8.GetBytes(encoding.GetString(data));
        }
        catch (ArgumentException)
        {
            return data; // A name nobody knows: the bytes are read as user data without a name would be.
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>How to read a part in no known form of its own: as what its type says, else its file's name.</summary>
    public static Func<string, UserDataDocument>? Otherwise(MimePart part) =>
        (part.ContentType.MimeType.ToUpperInvariant(), Extension(part)) switch
        {
            ("TEXT/X-INCLUDE-URL" or "TEXT/X-INCLUDE-ONCE-URL", _) => IncludeForm.Read,
            ("TEXT/CLOUD-CONFIG", _) => CloudConfigForm.Read,
            ("TEXT/X-POWERSHELL" or "APPLICATION/X-POWERSHELL", _) => PowerShell,
            ("TEXT/X-BATCH" or "APPLICATION/X-BAT", _) => Batch,
            (_, ".ps1") => PowerShell,
            (_, ".cmd" or ".bat") => Batch,
            (_, ".yml" or ".yaml") => CloudConfigForm.Read,
            (var type, _) when type.StartsWith(ShellScript, StringComparison.OrdinalIgnoreCase) => NoShell,
            _ => null,
        };

    private static UserDataDocument PowerShell(string text) => ScriptForm.Document(text, ScriptLanguage.PowerShell, 1);

    private static UserDataDocument Batch(string text) => ScriptForm.Document(text, ScriptLanguage.Batch, 1);

    private static UserDataDocument NoShell(string text) =>
        UnrecognizedForm.Sign(text) ?? UnrecognizedForm.Of(FirstLine.Of(text).Number,
            "Nothing says for which shell the script is. Begin it with #ps1 or 'rem cmd', or give the part a filename that ends "
            + "in .ps1, .cmd or .bat.");

    private static bool IsOfCloudInit(MimePart part) => part.ContentType.MimeType.ToUpperInvariant() is
        "TEXT/PART-HANDLER" or "TEXT/CLOUD-BOOTHOOK" or "TEXT/UPSTART-JOB" or "TEXT/JINJA2"
        or "TEXT/HTML";

    private static string Extension(MimePart part) =>
        Path.GetExtension((part.FileName ?? "").Trim()).ToLowerInvariant();
}
