using System.Text;
using CsCheck;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Parsing;

/// <summary>What holds for whatever bytes an instance is launched with.</summary>
public class ParserProperties
{
    private static readonly Gen<string> Fragment = Gen.OneOf(
        "<powershell>", "</powershell>", "<script>", "</script>", "<Persist>", "</persist>", "true", "<detach>", "</detach>",
        "<runAsLocalSystem>", "<powershellArguments>", "</powershellArguments>", "<power shell>", "<", "</", ">", "&lt;",
        "#ps1", "rem cmd", "#!powershell", "#cloud-config\n", "version: 1.1\n", "tasks:\n",
        "- task: executeScript\n", "  inputs:\n", "  - frequency: once\n", "    type: batch\n", "runcmd: ", "write_files:\n",
        "users: ", "groups:\n", "- name: a\n", "  passwd: b\n", "ssh_authorized_keys: ", "- a: [b]\n",
        "{", "}", "[", "]", ",", ": ", "- ", "? ", "| ", "> ", "&a ", "*a ", "!!str ", "!!binary ", "%YAML 1.1\n", "%TAG ! tag:x,1:\n",
        "---\n", "...\n", "'", "\"", "\\uD800", "\\x",
        "#", "\n", "\r\n", "\t", " ",
        "Content-Type: multipart/mixed; boundary=b\n\n", "Content-Type: text/plain\n\n", "MIME-Version: 1.0\n",
        "--b\n", "--b--\n",
        "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "charset=utf-16", "=E9=\n",
        "PHNjcmlwdD54PC9zY3JpcHQ+", "\uFEFF", "\0", "é", "😀", "0644", "1e999");

    private static readonly Gen<byte[]> AnyText =
        Gen.Select(Fragment.Array[0, 30], Gen.Int[0, 5], (fragments, encoding) => Encode(string.Concat(fragments), encoding));

    [Fact]
    public void Any_bytes_give_a_document_whose_JSON_can_be_written() =>
        Gen.Byte.Array[0, 200].Sample(IsWellFormed, iter: 20_000);

    [Fact]
    public void Any_text_gives_a_document_whose_JSON_can_be_written() =>
        AnyText.Sample(IsWellFormed, iter: 40_000);

    [Fact]
    public void Any_damage_to_good_user_data_gives_a_document_whose_JSON_can_be_written() =>
        Gen.Select(Gen.OneOf(Samples), Gen.Int[0, 5], Edit.Array[1, 4])
            .Select((text, encoding, edits) => edits.Aggregate(Encode(text, encoding), Damage))
            .Sample(IsWellFormed, iter: 20_000);

    [Fact]
    public void Every_closed_block_is_kept_in_its_order_with_batch_first() =>
        Gen.Select(Block.Array[1, 8], Gen.OneOf("", "\n", " # note\r\n", "a < b > c", "<detach>", "<persist>x<p>", "</b>"))
            .Sample((blocks, between) =>
            {
                var text = string.Concat(blocks.Select(block => $"<{block.Tag}>{block.Body}</{block.Tag}>{between}"));
                var contents = Parse(text).Contents();
                return Bodies(blocks).SequenceEqual(contents);
            }, iter: 20_000);

    [Fact]
    public void Every_closed_block_beside_a_task_list_is_kept() =>
        Gen.Select(Block.Array[1, 4], Gen.OneOf("version: 1.1\n", "version: 1.0\ntasks:\n- task: startSsm\n", "---\ntasks: []\n"))
            .Sample((blocks, list) =>
            {
                var tags = string.Concat(blocks.Select(block => $"<{block.Tag}>{block.Body}</{block.Tag}>\n"));
                var wanted = Bodies(blocks).ToList();
                var (after, before) = (Parse(list + tags), Parse(tags + list));
                return wanted.SequenceEqual(after.Contents()) && wanted.SequenceEqual(before.Contents())
                    && after.HasErrors && before.HasErrors;
            }, iter: 5_000);

    // An empty block starts nothing.
    private static IEnumerable<string> Bodies((string Tag, string Body)[] blocks) => blocks
        .OrderBy(block => block.Tag == "script" ? 0 : 1).Select(block => block.Body).Where(body => !string.IsNullOrWhiteSpace(body));

    [Theory]
    [InlineData("<")]
    [InlineData("<script></script>\n", "version: 1.1\n")]
    [InlineData("<script>\n", "version: 1.1\n")]
    [InlineData("version: 1.1\n", "<script></script>")]
    [InlineData("<powershell>")]
    [InlineData("</script>")]
    [InlineData("<script></script><powershell>")]
    [InlineData("<script></script>x")]
    [InlineData("<script></script>< script>")]
    [InlineData("<persist>x</persist>")]
    [InlineData("<powershel>")]
    [InlineData("\n")]
    [InlineData("A")]
    [InlineData("&lt;")]
    [InlineData("[", "version: 1.1\ntasks: ")]
    [InlineData("{a: ", "version: 1.1\ntasks: ")]
    [InlineData("- ", "version: 1.1\ntasks:\n")]
    [InlineData("- a\n", "version: 1.1\ntasks:\n")]
    [InlineData("? ", "version: 1.1\n")]
    [InlineData("a: b\n", "version: 1.1\n")]
    [InlineData("a ", "version: 1.1\n")]
    [InlineData("!", "version: 1.1\ntasks: ")]
    [InlineData("[a],", "version: 1.1\ntasks: [")]
    [InlineData("'", "version: 1.1\ntasks: ")]
    [InlineData("\t", "version: 1.1\ntasks: ")]
    [InlineData("#", "version: 1.1\ntasks: ")]
    [InlineData("%", "---\nversion: 1.1\n...\n")]
    [InlineData("--b\n\n", "Content-Type: multipart/mixed; boundary=b\n\n")]
    [InlineData("--b\nContent-Type: text/plain\n\n<script>x</script>\n", "Content-Type: multipart/mixed; boundary=b\n\n")]
    [InlineData("--b\nContent-Type: multipart/mixed; boundary=b\n\n", "Content-Type: multipart/mixed; boundary=b\n\n")]
    [InlineData("a", "Content-Type: ")]
    [InlineData(";a=b", "Content-Type: text/plain")]
    [InlineData("A: b\n", "Content-Type: text/plain\n")]
    [InlineData("=", "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n")]
    public async Task A_mebibyte_of_the_same_comes_to_an_end(string repeated, string start = "")
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, (1024 * 1024 - start.Length) / repeated.Length));

        // Not a measurement: it only turns a hang into a failure.
        var document = await Task.Run(() => Parse(text), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken);

        Assert.InRange(document.Problems.Count, 0, 101);
        Assert.NotEmpty(UserDataJson.Write(document));
    }

    // Where, how many bytes go, and which come instead.
    private static readonly Gen<(int, int, byte[])> Edit = Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 20], Gen.Byte.Array[0, 5]);

    private static readonly string[] Samples =
    [
        "<powershell>\r\nWrite-Host 'é'\r\n</powershell>\r\n<persist>true</persist>\r\n<script>echo</script>",
        "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n  - frequency: once\n    type: batch\n    runAs: admin\n"
            + "    content: |\n      echo\n- task: initializeVolume\n  inputs:\n    initialize: devices\n"
            + "    devices:\n    - device: xvdb\n      letter: D\n",
        "{\"version\": \"1.0\", \"tasks\": [{\"task\": \"setHostName\", \"inputs\": {\"hostName\": \"a\", \"reboot\": true}}]}",
        "#cloud-config\nwrite_files:\n- path: C:\\a\n  content: \"x\\u00e9\"\nruncmd: [[a, b], c]\nntp: {servers: [a]}\n",
        "Content-Type: multipart/mixed; boundary=\"b\"\nMIME-Version: 1.0\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
            + "<script>x</script>\n--b\nContent-Type: text/cloud-config\nContent-Transfer-Encoding: base64\n\n"
            + "I2Nsb3VkLWNvbmZpZwpydW5jbWQ6IFt4XQo=\n--b--\n",
        "#ps1\nWrite-Host hi\n",
    ];

    // A body may hold any tag but its own closing one.
    private static readonly Gen<(string Tag, string Body)> Block = Gen.Select(
        Gen.OneOf("script", "powershell"),
        Gen.OneOf("\r\n", "x", " ", "<", ">", "</", "é", "<script>", "</script>", "</powershell>", "<persist>", "</powershell")
            .Array[0, 6],
        (tag, parts) => (tag, string.Concat(parts.Where(part => part != $"</{tag}>"))))
        .Where(block => !$"{block.Item2}<".Contains($"</{block.tag}>", StringComparison.Ordinal));

    private static byte[] Encode(string text, int encoding) => encoding switch
    {
        0 => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
        1 => Gzip(text),
        2 => Base64(Encoding.UTF8.GetBytes(text)),
        3 => Zip(("user-data", text)),
        _ => Encoding.UTF8.GetBytes(text),
    };

    private static byte[] Damage(byte[] data, (int Offset, int Removed, byte[] Inserted) edit)
    {
        var offset = data.Length == 0 ? 0 : edit.Offset % data.Length;
        var end = Math.Min(data.Length, offset + edit.Removed);
        return [.. data[..offset], .. edit.Inserted, .. data[end..]];
    }

    private static void IsWellFormed(byte[] data)
    {
        var document = Parse(data);

        Assert.NotEmpty(UserDataJson.Write(document));
        Assert.All(document.Problems, problem => Assert.True(problem.Line >= 1));
        Assert.True(document.Problems.Zip(document.Problems.Skip(1)).All(pair => pair.First.Line <= pair.Second.Line));
        if (document.Format is UserDataFormat.Unrecognized)
            Assert.True(document.Problems.Count > 0 && document.Tasks.Count == 0);
    }
}
