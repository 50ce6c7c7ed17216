using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>What another program reads by itself, and what only looks like that.</summary>
internal static class NotForUsCases
{
    private const string Json = "looks like JSON of another program";

    public static readonly FieldCase[] All =
    [
        new("JSON for an application", "{ \"env\": \"prod\", \"db\": { \"host\": \"h\" } }", [], "skipped", Json),
        new("JSON with a version", "{ \"ignition\": { \"version\": \"3.0.0\" } }", [], "skipped", Json),
        new("a list in JSON", "[1, 2]", [], "skipped", Json),
        new("XML for an application", "<?xml version=\"1.0\"?>\n<settings><a>1</a></settings>", [], "skipped", "looks like XML of another program"),
        new("settings in INI", "[main]\nserver = a\n", [], "skipped", "looks like INI of another program"),
        new("settings in TOML", "[[ proxies ]] \nname = \"a\"\n", [], "skipped", "looks like INI of another program"),
        new("a word in JSON", "[true]", [], "skipped", Json),
        new("words", "cluster=blue\nregion=eu-west-1\n", [], "skipped", "is plain text"),
        new("a compose file", "version: \"3\"\nservices:\n  web:\n    image: a\n", [], "skipped", "is plain text"),
        new("a script without tags", "Write-Host hi\nGet-Date\n", [], "skipped", "Put a script between <powershell> and </powershell>"),
        new("a token", "c29tZSB0b2tlbiBvZiBhbm90aGVyIHByb2dyYW0gdGhhdCBpcyBsb25n", [], "skipped", "looks like base64 of something else"),
        new("escapes of XML that hide no tag", "<a>&lt;b&gt;</a>", [], "skipped", "XML of another program"),
        new("base64 of base64", Base64(Base64("<powershell>Get-Date -Format o</powershell>"u8.ToArray())), [], "failed", "base64 of base64"),
        new("bytes that are no text", [0x00, 0x01, 0x02, 0xFF], [], "failed", "NUL byte"),
        new("nothing", "", [], "skipped"),
        new("blanks", " \r\n\t\n", [], "skipped"),
    ];
}
