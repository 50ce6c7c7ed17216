using System.Text;
using CsCheck;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>
/// A document of tags as the EC2 User Guide lets people write it ("Run commands when you launch an EC2 instance with user data
/// input", Windows): a batch block and a PowerShell block, at most one each, and flags beside them, in any order.
/// </summary>
internal sealed record TagDocument(string Text, string Model)
{
    private static readonly Gen<string> Line = Gen.OneOf(
        "Get-Date", "echo hi", "# <b>bold</b>", "if (1 -lt 2) { 'a > b' }", "  indented", "", "é 日本", "<#", "#>", "rem </p>",
        "$x = '<html><body></body></html>'", "-Name <value>", "&amp;", "version: 1.1", "tasks:", "a: b");

    private static readonly Gen<string> End = Gen.OneOf("\n", "\r\n");

    private static readonly Gen<string> Body = Gen.Select(Line.Array[0, 6], End, Gen.Bool,
        (lines, end, isInline) => isInline ? string.Join(end, lines) : end + string.Join(end, lines) + end);

    // What the documentation shows for a flag; a missing one, and one that is off.
    private static readonly Gen<string?> Flag = Gen.OneOf<string?>(null, null, "true", "false");

    private static readonly Gen<string?> Arguments = Gen.OneOf<string?>(null, "-ExecutionPolicy Unrestricted -NoProfile", "-NoLogo");

    /// <summary>Documents, each with what the documentation says of it.</summary>
    public static readonly Gen<TagDocument> Any =
        from batch in Gen.OneOf(Gen.Const((string?)null), Body.Select(body => (string?)body))
        from powerShell in Gen.OneOf(Gen.Const((string?)null), Body.Select(body => (string?)body))
        from persist in Flag
        from detach in Flag
        from asSystem in Flag
        from arguments in Arguments
        from order in Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5 })
        from between in Gen.OneOf("\n", "\r\n", "", "\n\n  ")
        where batch is not null || powerShell is not null
        select Of(batch, powerShell, persist, detach, asSystem, arguments, order, between);

    private static TagDocument Of(
        string? batch, string? powerShell, string? persist, string? detach, string? asSystem, string? arguments, int[] order,
        string between)
    {
        string?[] pieces =
        [
            Tagged("script", batch), Tagged("powershell", powerShell), Tagged("persist", persist), Tagged("detach", detach),
            Tagged("runAsLocalSystem", asSystem), Tagged("powershellArguments", arguments),
        ];
        var text = string.Join(between, order.Select(index => pieces[index]).Where(piece => piece is not null));
        return new(text, DocumentedMeaning.Of(batch, powerShell, persist, detach, asSystem, arguments));
    }

    private static string? Tagged(string name, string? content) => content is null ? null : $"<{name}>{content}</{name}>";
}

/// <summary>
/// What the documentation says becomes of a document, written from it and from nothing else: batch runs before PowerShell
/// whatever the order; the scripts run once unless <c>persist</c> is true; as the administrator, or as LocalSystem where
/// <c>runAsLocalSystem</c> is true; <c>detach</c> lets them go; <c>powershellArguments</c> replaces the default arguments of
/// PowerShell and means nothing to batch.
/// </summary>
internal static class DocumentedMeaning
{
    public static string Of(
        string? batch, string? powerShell, string? persist, string? detach, string? asSystem, string? arguments)
    {
        var how = $"{(asSystem == "true" ? "LocalSystem" : "Admin")} {(persist == "true" ? "Always" : "Once")}"
            + (detach == "true" ? " detached" : "");
        var meaning = new StringBuilder();
        if (!string.IsNullOrWhiteSpace(batch))
            meaning.AppendLine($"Batch {how} (): {batch}");
        if (!string.IsNullOrWhiteSpace(powerShell))
            meaning.AppendLine($"PowerShell {how} ({arguments}): {powerShell}");
        return meaning.ToString();
    }
}
