using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.OtherAgents;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Says why a text is in no known form, naming what it most resembles.</summary>
internal static class UnrecognizedForm
{
    private const string Known = "Known are <powershell> and <script> tags, EC2Launch v2 YAML ('version' and 'tasks'), "
        + "#ps1, 'rem cmd', #!powershell, #cloud-config and MIME multipart.";

    // Forms of cloud-init that are not for Windows; "##" begins a template.
    private static readonly string[] CloudInitMarks =
    [
        "#include", "#include-once", "#cloud-boothook", "#cloud-config-archive", "#cloud-config-jsonp", "#part-handler",
        "#upstart-job", "##",
    ];

    private static readonly string[] Marks = ["#ps1", "#ps1_sysnative", "#ps1_x86", "#cloud-config"];

    public static UserDataDocument Read(string text)
    {
        var (line, reason) = FromOtherAgent(text) ?? FromFirstLine(text) ?? FromTags(text) ?? (FirstLine.Of(text).Number, Base64Text.LooksLike(text)
            ? $"The user data looks like base64, but does not decode to a known form. {Known}"
            : $"The user data is in no known form. {Known}");
        return Of(line, reason);
    }

    public static UserDataDocument Of(int line, string message) => new()
    {
        Format = UserDataFormat.Unrecognized,
        Problems = [new(UserDataSeverity.Error, line, message)],
    };

    private static (int Line, string Reason)? FromOtherAgent(string text) => AgentFile.Recognize(text) is { } file
        ? (1, $"The user data is no user data: {file.Advice}.")
        : null;

    private static (int Line, string Reason)? FromFirstLine(string text)
    {
        var first = FirstLine.Of(text);
        var end = first.Text.IndexOfAny(" \t");
        var word = (end < 0 ? first.Text : first.Text[..end]).ToString();
        if (CloudInitMarks.Contains(word))
            return (first.Number, $"The user data is a cloud-init document of the kind '{word}', which is not read. {Known}");
        if (word.StartsWith('#') && NearestName.Find(word, Marks) is { } mark)
            return (first.Number, $"The first line {Wording.Quote(word)} is no known form; did you mean '{mark}'?");
        return null;
    }

    private static (int Line, string Reason)? FromTags(string text)
    {
        if (NearMissTag.Find(text, 0, text.Length) is { } tag)
            return (LineAt(text, tag.Offset), $"The user data has no tag. {Wording.Quote(tag.Text)} is not one; "
                + $"write {tag.Meant} exactly, without blanks or attributes.");
        for (var at = IndexOf(text, "</", 0); at >= 0; at = IndexOf(text, "</", at + 1))
            if (Tag.At(text.AsSpan(at)) is { } closing)
                return (LineAt(text, at), TagScanner.ClosesNothing(closing.Name));
        return IndexOf(text, "&lt;", 0) is var escape and >= 0
            ? (LineAt(text, escape), "The user data has no tag, but '&lt;' where one may be. Write '<' and '>' as they are.")
            : null;
    }

    private static int IndexOf(string text, string sought, int from) => text.IndexOf(sought, from, StringComparison.Ordinal);

    private static int LineAt(string text, int offset) => text.AsSpan(0, offset).Count('\n') + 1;
}
