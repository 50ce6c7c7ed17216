using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Says why a text is in no known form, naming what it most resembles.</summary>
internal static class UnrecognizedForm
{
    private const string Known = "Known are <powershell> and <script> tags, EC2Launch v2 YAML ('version' and 'tasks'), #ps1, 'rem cmd', "
        + "#!powershell, #cloud-config and MIME multipart.";

    // Forms of cloud-init that mean nothing on Windows.
    private static readonly string[] CloudInitMarks =
        ["#include", "#include-once", "#cloud-boothook", "#cloud-config-archive", "#cloud-config-jsonp", "#part-handler", "#upstart-job", "##"];

    private static readonly string[] Marks = ["#ps1", "#ps1_sysnative", "#ps1_x86", "#cloud-config"];

    public static UserDataDocument Read(string text)
    {
        var (line, reason) = Explain(text);
        return Of(line, reason);
    }

    public static UserDataDocument Of(int line, string message) => new()
    {
        Format = UserDataFormat.Unrecognized,
        Problems = [new(UserDataSeverity.Error, line, message)],
    };

    private static (int Line, string Reason) Explain(string text)
    {
        var first = FirstLine.Of(text);
        var word = first.Text[..(first.Text.IndexOfAny(" \t") is var end and >= 0 ? end : first.Text.Length)].ToString();
        if (CloudInitMarks.Contains(word))
            return (first.Number, $"The user data is a cloud-init document of the kind '{word}', which is not supported. {Known}");
        if (word.StartsWith('#') && NearestName.Find(word, Marks) is { } mark)
            return (first.Number, $"The first line '{Quoted.Name(word)}' is no known form; did you mean '{mark}'?");
        if (NearMissTag.Find(text, 0, text.Length) is { } tag)
            return (new TextLines(text).At(tag.Offset),
                $"The user data has no tag. '{Quoted.Name(tag.Text)}' is not one; write {tag.Meant} exactly, without blanks or attributes.");
        for (var at = text.IndexOf("</", StringComparison.Ordinal); at >= 0; at = text.IndexOf("</", at + 1, StringComparison.Ordinal))
            if (Tag.At(text.AsSpan(at)) is { } closing)
                return (new TextLines(text).At(at),
                    $"{Tag.Closing(closing.Name)} closes nothing: there is no {Tag.Opening(closing.Name)} before it.");
        if (text.IndexOf("&lt;", StringComparison.Ordinal) is var escape and >= 0)
            return (new TextLines(text).At(escape), "The user data has no tag, but '&lt;' where one may have been. Write '<' and '>' as they are.");
        return Base64Text.LooksLike(text)
            ? (first.Number, $"The user data looks like base64, but does not decode to a known form. {Known}")
            : (first.Number, $"The user data is in no known form. {Known}");
    }
}
