using System.Text;

namespace OpenLaunch.Fuzz;

/// <summary>
/// An input that is twice as long costs a reader about twice as much, in branches taken and in bytes allocated: neither depends on how
/// busy the machine is. What costs the square of its size costs four times as much.
/// </summary>
[Collection(nameof(InstrumentedReaders))]
public sealed class LinearWorkTests(CountedReaders readers) : IClassFixture<CountedReaders>
{
    private const string Namespace = "xmlns=\"urn:schemas-microsoft-com:unattend\"";

    /// <summary>Texts whose middle is repeated: the reader, what stands before, the middle, and what stands behind.</summary>
    public static TheoryData<string, string, string, string> Texts => new()
    {
        { nameof(Readers.Configuration), "version: 1\nsteps:\n", "- step: announceReady\n", "" },
        { nameof(Readers.Configuration), "version: 1\nsteps:\n- step: announceReady\n  name: ", "a", "\n" },
        { nameof(Readers.Configuration), "version: 1\nsteps:\n- step: executeScript\n  inputs: [", "{ type: batch, content: x },", "]\n" },
        { nameof(Readers.Configuration), "version: 1\nsteps:\n- step: executeScript\n  inputs:\n  - content: |\n", "      echo a\n", "    type: batch\n" },
        { nameof(Readers.Configuration), "version: 1\nsteps: \"", "\\u0041", "\"\n" },
        { nameof(Readers.Configuration), "version: 1\n", "# a comment\n", "steps: []\n" },
        { nameof(Readers.Configuration), "version: 1\nsteps: [", "[", "" },
        { nameof(Readers.Configuration), "version: 1\nsteps: ", "a ", ": b\n" },
        { nameof(Readers.Configuration), "version: 1\nsteps: [", "a, ", "]\n" },
        { nameof(Readers.Configuration), "version: 1\nsteps:\n", "- &a x\n", "" },
        { nameof(Readers.Configuration), "version: 1\n", "a: 1\n", "steps: []\n" },
        { nameof(Readers.Configuration), "version: 1.0\nconfig:\n- stage: boot\n  tasks:\n", "  - task: extendRootPartition\n", "" },
        { nameof(Readers.Machine), "tags: {", "a: b, ", "}\n" },
        { nameof(Readers.Machine), "routes:\n", "- { destination: 10.0.0.0/8, gateway: 10.0.0.1, interface: 1 }\n", "" },
        { nameof(Readers.UserData), "<powershell>\n", "echo a\n", "</powershell>\n" },
        { nameof(Readers.UserData), "", "<powershell>\n", "" },
        { nameof(Readers.UserData), "", "<powershell>a</powershell>\n", "" },
        { nameof(Readers.UserData), "<script>a</script>", "<persist>true</persist>\n", "" },
        { nameof(Readers.UserData), "<script>a</script>", "<", "" },
        { nameof(Readers.UserData), "a", "</", "" },
        { nameof(Readers.UserData), "a", "<power shell>", "" },
        { nameof(Readers.UserData), "", "\n", "<script>\na\n</script>" },
        { nameof(Readers.UserData), "version: 1.1\ntasks:\n- task: executeScript\n  inputs:\n", "  - { type: batch, content: a }\n", "" },
        { nameof(Readers.UserData), "version: 1.1\ntasks:\n", "- task: noSuch\n", "" },
        { nameof(Readers.UserData), "#cloud-config\nwrite_files:\n", "- { path: 'C:\\a', content: b }\n", "" },
        { nameof(Readers.UserData), "#cloud-config\nwrite_files:\n- path: 'C:\\a'\n  encoding: b64\n  content: ", "AAAA", "\n" },
        { nameof(Readers.UserData), "#cloud-config\nusers:\n", "- { name: a, passwd: Passw0rd! }\n", "" },
        { nameof(Readers.UserData), "#cloud-config\nssh_authorized_keys:\n", "- ssh-ed25519 AAAA a\n", "" },
        { nameof(Readers.UserData), "#cloud-config\nruncmd:\n", "- [a, b]\n", "" },
        { nameof(Readers.UserData), "#cloud-config\n", "no_module: 1\n", "" },
        { nameof(Readers.UserData), "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: text/x-batch\n\nrem a\n", "--b--\n" },
        { nameof(Readers.UserData), "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "X-A: b\n", "\n--b--\n" },
        { nameof(Readers.UserData), "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n", "--\n", "--b--\n" },
        { nameof(Readers.UserData), "Content-Type: multipart/mixed; boundary=b", "; a=b", "\n\n--b--\n" },
        { nameof(Readers.UserData), "Content-Type: multipart/mixed; boundary=b", ";\n a=b", "\n\n--b--\n" },
        { nameof(Readers.UserData), "Content-Type: text/plain\nX-A: b", "\n c", "\n\na\n" },
        { nameof(Readers.UserData), "Content-Type: multipart/mixed; boundary=b\n\n--b\nX-A: b", "\n\tc", "\n\na\n--b--\n" },
        { nameof(Readers.AnswerFile), $"<unattend {Namespace}>", "<settings pass=\"generalize\"/>", "</unattend>" },
        { nameof(Readers.AnswerFile), $"<unattend {Namespace}>", "<settings pass=\"specialize\"><component name=\"a\"/></settings>", "</unattend>" },
        { nameof(Readers.AnswerFile), $"<unattend {Namespace}><a>", "text &amp; ", "</a></unattend>" },
        { nameof(Readers.AnswerFile), $"<unattend {Namespace}>", "<a>", "" },
        { nameof(Readers.AnswerFile), $"<unattend {Namespace}>", "<!-- a -->", "</unattend>" },
        { nameof(Readers.PublicKey), "ssh-rsa ", "AAAA", " name" },
        { nameof(Readers.PublicKey), "ssh-rsa", " ", "AAAA" },
        { nameof(Readers.PublicKey), "", "# a\n", "ssh-rsa AAAA a" },
        { nameof(Readers.Journal), "", "{\"schema\":2,\"kind\":\"run\",\"run\":\"a\",\"time\":\"2026-01-01T00:00:00Z\"}\n", "" },
        { nameof(Readers.Journal), "", "damaged\n", "" },
        { nameof(Readers.Journal), "", "{\"schema\":2,\"kind\":\"remember\",\"run\":\"a\",\"entry\":\"e\",\"key\":\"k\",\"value\":\"v\"}\n", "" },
        { nameof(Readers.IdentityDocument), "{\"billingProducts\":[", "\"bp-1\",", "\"bp-2\"]}" },
        { nameof(Readers.IdentityDocument), "{\"a\":\"", "\\u0041", "\"}" },
        { nameof(Readers.ReplacedAgents), "[", "{\"kind\":\"service\",\"name\":\"a\"},", "{}]" },
        { nameof(Readers.ScriptRecord), "a open 0 0 s ", "detail ", "" },
        { nameof(Readers.FirmwareTables), "\u0001\u0004\u0000\u0000", "a\u0000", "\u0000\u0000" },
        { nameof(Readers.SmallTexts), "", "1h", "" },
        { nameof(Readers.SmallTexts), "", "{tag:a}", "" },
        { nameof(Readers.SmallTexts), "", "a.", "" },
        { nameof(Readers.SmallTexts), "http://", "a/", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_input_of_twice_the_size_costs_about_twice_as_much(string reader, string head, string middle, string tail)
    {
        var read = readers.Find(reader);
        Work[] work = [.. new[] { 6_000, 12_000, 24_000 }.Select(size => readers.Measure(read, Input(size)))];

        var told = $"{reader}: {string.Join(", ", work.Select(w => $"{w.Branches} branches and {w.Bytes} bytes"))}";
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        for (var step = 1; step < work.Length; step++)
        {
            // What does not grow with the input counts in both; a buffer that doubles may do so just then.
            Assert.True(work[step].Branches <= (work[step - 1].Branches * 2.5) + 1000, told);
            Assert.True(work[step].Bytes <= (work[step - 1].Bytes * 2.7) + 65_536, told);
        }

        byte[] Input(int size)
        {
            var text = new StringBuilder(head);
            while (text.Length < size)
                text.Append(middle);
            return Encoding.UTF8.GetBytes(text.Append(tail).ToString());
        }
    }
}
