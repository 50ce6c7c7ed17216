using System.Text.RegularExpressions;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.OtherAgents;
using OpenLaunch.Steps.UserData.Parsing.Decoding;

namespace OpenLaunch.Steps.UserData.Parsing.Forms;

/// <summary>Says why a text is in no known form, naming what it most resembles.</summary>
internal static partial class UnrecognizedForm
{
    private const string Known = "Known are <powershell> and <script> tags, EC2Launch v2 YAML ('version' and 'tasks'), "
        + "#ps1, 'rem cmd', #!powershell, #cloud-config and MIME multipart.";

    // Forms of cloud-init that are not for Windows.
    private static readonly string[] CloudInitMarks =
    [
        "#cloud-boothook", "#cloud-config-archive", "#cloud-config-jsonp", "#part-handler",
        "#upstart-job",
    ];

    private static readonly string[] EscapedBrackets = ["&lt;", "&#60;", "&#x3c;", "\\u003c", "\\x3c", "%3C", "\uFF1C", "\u2039"];

    private static readonly string[] Marks = ["#ps1", "#ps1_sysnative", "#ps1_x86", "#cloud-config"];

    public static UserDataDocument Read(string text) => Sign(text) ?? NotForUs(text);

    /// <summary>What is wrong with a text that was meant for a launch agent; null where nothing is a sign of that.</summary>
    public static UserDataDocument? Sign(string text) =>
        (FromOtherAgent(text) ?? FromFirstLine(text) ?? FromTags(text) ?? FromBase64(text)) is var (line, reason)
            ? Of(line, reason)
            : null;

    public static UserDataDocument Of(int line, string message) => new()
    {
        Format = UserDataFormat.Unrecognized,
        Problems = [new(UserDataSeverity.Error, line, message)],
    };

    private static (int Line, string Reason)? FromOtherAgent(string text) => AgentFile.Recognize(text) is { } file
        ? (1, $"The user data is no user data: {file.Advice}.")
        : null;

    /// <summary>Without any sign of a form for a launch agent, the text is another program's, which reads it by itself.</summary>
    private static UserDataDocument NotForUs(string text)
    {
        var first = FirstLine.Of(text);
        var kind = Base64Text.LooksLike(text) ? "looks like base64 of something else"
            : Section().IsMatch(first.Text) ? "looks like INI of another program"
            : first.Text[0] is '{' or '[' ? "looks like JSON of another program"
            : first.Text[0] == '<' ? "looks like XML of another program"
            : "is plain text";
        return new()
        {
            Format = UserDataFormat.Unrecognized,
            Problems = [new(UserDataSeverity.Warning, first.Number, $"The user data is in no known form and {kind}, so nothing "
                + $"of it is run. {Known} Put a script between <powershell> and </powershell>.")],
        };
    }

    private static (int Line, string Reason)? FromFirstLine(string text)
    {
        var first = FirstLine.Of(text);
        var end = first.Text.IndexOfAny(" \t");
        var word = (end < 0 ? first.Text : first.Text[..end]).ToString();
        if (first.Text.StartsWith("## template:", StringComparison.OrdinalIgnoreCase))
            return (first.Number, "The user data is a template of cloud-init ('## template:'), and templates are not rendered "
                + "here. Send what the template gives.");
        if (first.Text.StartsWith("-----BEGIN CERTIFICATE", StringComparison.Ordinal))
            return (first.Number, "The user data is a certificate, with which cloudbase-init lets its owner log in over WinRM. "
                + "It is not read here; the step configureWinRm makes a listener.");
        if (Marks.FirstOrDefault(mark => IsGluedTo(word, mark)) is { } glued)
            return (first.Number, $"The first line begins with '{glued}', but what follows it stands on the same word. "
                + "Begin the script on a line of its own.");
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
        foreach (var bracket in EscapedBrackets)
            if (EscapedTag(text, bracket) is var at and >= 0)
                return (LineAt(text, at),
                    $"The user data has no tag, but '{bracket}' where one may be. Write '<' and '>' as they are.");
        return null;
    }

    private static (int Line, string Reason)? FromBase64(string text) =>
        Base64Text.LooksLike(text) && Base64Text.TryDecode(text) is null
            ? (FirstLine.Of(text).Number, $"The user data looks like base64, but does not decode to a known form. {Known}")
            : null;

    /// <summary>Where a tag stands whose bracket is written in another way, or -1.</summary>
    private static int EscapedTag(string text, string bracket)
    {
        for (var at = IndexOf(text, bracket, 0); at >= 0; at = IndexOf(text, bracket, at + 1))
        {
            var name = text.AsSpan(at + bracket.Length).TrimStart('/');
            foreach (var spelling in Tag.Spellings)
                if (name.StartsWith(spelling, StringComparison.OrdinalIgnoreCase))
                    return at;
        }

        return -1;
    }

    // "#ps1_sysnative" is no glued "#ps1", and a longer word with digits ("#ps12") is another mark.
    private static bool IsGluedTo(string word, string mark) => word.Length > mark.Length
        && word.StartsWith(mark, StringComparison.OrdinalIgnoreCase)
        && word[mark.Length] is not ('_' or '-' or '.') && !char.IsDigit(word[mark.Length]);

    private static int IndexOf(string text, string sought, int from) =>
        text.IndexOf(sought, from, StringComparison.OrdinalIgnoreCase);

    private static int LineAt(string text, int offset) => text.AsSpan(0, offset).Count('\n') + 1;

    /// <summary>A section of INI or TOML: a name in brackets, which JSON would have in quotes.</summary>
    [GeneratedRegex(@"^\[{1,2}\s*(?!(true|false|null)\s*\])[A-Za-z][^\[\]{}"",]*\]{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Section();
}
