using System.Text;
using System.Text.Unicode;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>
/// Reads EC2 user data of any encoding and form: what it asks for, and what is wrong with it. User data is untrusted, so the work
/// is bounded: at most 1 MiB is read, before and after unpacking, in time linear in its length.
/// </summary>
internal sealed class UserDataReader
{
    // MIME in base64 in MIME and so on; one level each is all that tools make.
    private const int MaxDepth = 4;

    private readonly ReadBudget budget = new();
    private readonly StepCatalogue catalogue;

    private UserDataReader(StepCatalogue catalogue) => this.catalogue = catalogue;

    /// <summary>Reads a piece of user data as the instance metadata service returns it.</summary>
    /// <param name="data">
    /// The bytes: text in UTF-8, or in UTF-16 or UTF-32 with a byte order mark; or gzip, zip or base64 of it.
    /// </param>
    /// <param name="catalogue">The steps that a task list may name.</param>
    /// <returns>The document. What cannot be read is a problem in it, never an exception.</returns>
    public static UserDataDocument Read(ReadOnlySpan<byte> data, StepCatalogue catalogue) =>
        new UserDataReader(catalogue).Read(data.ToArray(), otherwise: null, depth: 0, mayBeBase64: true);

    // The parts of a MIME message come back here.
    private UserDataDocument Read(byte[] data, Func<string, UserDataDocument>? otherwise, int depth, bool mayBeBase64)
    {
        if (depth > MaxDepth)
            return UnrecognizedForm.Of(1,
                $"The user data is packed in itself more than {MaxDepth} times. Send it as it is.");
        if (data.Length > ReadBudget.MaxBytes)
            return UnrecognizedForm.Of(1,
                $"The user data has {data.Length} bytes; at most {ReadBudget.MaxBytes} (1 MiB) are read.");
        try
        {
            var utf8 = TextEncoding.ToUtf8(Decompression.Unwrap(data, budget));
            return MimeForm.Matches(utf8)
                ? new MimeForm((part, readBare) => Read(part, readBare, depth + 1, mayBeBase64: true)).Read(utf8)
                : ReadText(TextEncoding.Decode(utf8), otherwise, depth, mayBeBase64);
        }
        catch (UnreadableUserDataException e)
        {
            return UnrecognizedForm.Of(e.Line, e.Message);
        }
    }

    private UserDataDocument ReadText(string text, Func<string, UserDataDocument>? otherwise, int depth, bool mayBeBase64) =>
        FormDetection.Detect(text, isNamed: otherwise is not null) switch
        {
            UserDataFormat.None => new UserDataDocument { Format = UserDataFormat.None },
            UserDataFormat.Xml => TagForm.Read(text),
            UserDataFormat.Yaml => TaskListForm.Read(text, catalogue),
            UserDataFormat.CloudConfig => CloudConfigForm.Read(text),
            UserDataFormat.Script => ScriptForm.Read(text),
            UserDataFormat.Include => IncludeForm.Read(text),
            _ => (mayBeBase64 ? ReadBase64(text, depth) : null) ?? (otherwise ?? UnrecognizedForm.Read)(text),
        };

    /// <summary>What the text says under one layer of base64, or null when that is not there or hides nothing known.</summary>
    private UserDataDocument? ReadBase64(string text, int depth)
    {
        if (Base64Text.TryDecode(text) is not { } data)
            return null;
        if (Utf8.IsValid(data) && Encoding.UTF8.GetString(data) is var again && Base64Text.LooksLike(again)
            && Base64Text.TryDecode(again) is not null)
            return UnrecognizedForm.Of(
                1, "The user data is base64 of base64. Encode it once, or not at all where a tool does so.");
        var inner = Read(data, otherwise: null, depth + 1, mayBeBase64: false);
        var isKnown = inner.Format is not (UserDataFormat.None or UserDataFormat.Unrecognized);
        var isText = Base64Text.LooksLike(text) && Utf8.IsValid(data) && !data.Contains((byte)0);
        // Tags are in ASCII, whatever the rest is.
        var isMeant = isText || (Base64Text.LooksLike(text) && Tag.BeginsALineIn(Encoding.Latin1.GetString(data)));
        return isKnown || Decompression.IsCompressed(data) || (isMeant && inner.HasErrors) ? inner : null;
    }
}
