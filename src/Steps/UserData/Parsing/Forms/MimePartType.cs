using System.Text;
using MimeKit;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>What the content type and transfer encoding of a MIME part say about its bytes.</summary>
internal static class MimePartType
{
    // A part of any other type is never looked into: the <script> of an HTML page is no batch block.
    private static readonly string[] Supported =
    [
        "text/plain", "text/x-shellscript", "text/x-powershell", "application/x-powershell", "text/x-batch", "application/x-bat",
        "text/cloud-config", "text/yaml", "text/x-yaml", "application/yaml", "application/x-yaml", "application/json",
        "application/octet-stream", "application/gzip", "application/x-gzip", "application/zip",
    ];

    public static bool IsSupported(string type) => Supported.Contains(type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the part's lines stand in the message as they are.</summary>
    public static bool IsAsWritten(MimePart part) => part.ContentTransferEncoding is not
        (ContentEncoding.Base64 or ContentEncoding.QuotedPrintable or ContentEncoding.UUEncode);

    /// <summary>The part's bytes; text of another character set as UTF-8.</summary>
    public static byte[] Decode(MimePart part)
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
    }

    /// <summary>How to read a part in no known form of its own: as what its content type says.</summary>
    public static Func<string, UserDataDocument> Otherwise(string type) => type.ToUpperInvariant() switch
    {
        "TEXT/CLOUD-CONFIG" => CloudConfigForm.Read,
        "TEXT/X-POWERSHELL" or "APPLICATION/X-POWERSHELL" => text => ScriptForm.Document(text, ScriptLanguage.PowerShell, 1),
        "TEXT/X-BATCH" or "APPLICATION/X-BAT" => text => ScriptForm.Document(text, ScriptLanguage.Batch, 1),
        _ => UnrecognizedForm.Read,
    };
}
