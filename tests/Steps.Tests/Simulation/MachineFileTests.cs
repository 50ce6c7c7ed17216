using System.Text.Json;
using CsCheck;
using OpenLaunch.Core.Documents;
using OpenLaunch.Steps.Simulation;

namespace OpenLaunch.Steps.Tests.Simulation;

public class MachineFileTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('\n', '\r', '\t', '\0', '\u0085', '\u2028', 'é', '\ufeff')), 0, 12],
        Gen.OneOf("null", "~", "true", "no", "12", "1e3", "0x1f", "2026-11-24",
            "- a", "a: b", "#c", "{x}", "", " ", "...", "---", "'", "\""));

    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Repository.Example(""), "*.yml").Select(path => Path.GetFileName(path))];

    [Fact]
    public void Each_key_stands_on_the_page_of_machine_files()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "machine-files.md"));
        var told = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1)).Order();

        Assert.Equal(typeof(MachineState).GetProperties().Select(key => JsonNamingPolicy.CamelCase.ConvertName(key.Name)).Order(), told);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Gives_back_what_was_read_of_each_example(string name)
    {
        var state = MachineFile.Read(Repository.Example(name));

        var written = MachineFile.Format(state);

        Assert.Equivalent(state, MachineFile.Parse(written, name), strict: true);
        Assert.Equal(written, MachineFile.Format(MachineFile.Parse(written, name)));
    }

    [Fact]
    public void Writes_the_form_in_which_people_write()
    {
        const string document =
            """
            # A simulated machine. Units are written out; a key that is left out has its default.
            computerName: EC2AMAZ-4F7Q2MK
            windows: {build: "14393.7515", imageState: null}
            bootId: 41
            adapters:
              - {index: 12, name: A, description: ENA, mac: "06:2f", ipv4: [172.31.40.10/20], gateways: [172.31.32.1]}
            routes:
              - {destination: 169.254.169.254/32, gateway: 10.0.16.1, interface: 12, metric: 25, persistent: true}
            disks:
              - number: 0
                size: 30GiB
                partitions:
                  - {number: 1, start: 1MiB, size: 30719MiB, letter: C, fileSystem: NTFS}
            licence: {kmsServer: 169.254.169.250, kmsPort: 1688}
            registry:
              HKLM\SOFTWARE\Amazon\MachineImage: {AMIName: Windows_Server-2022, AMIVersion: 2026.11.11}

            """;

        Assert.Equal(document, MachineFile.Format(MachineFile.Parse(document, "machine.yml")));
    }

    [Fact]
    public void Keeps_any_text() => Text.Select(Text, Text, Text).Sample(texts =>
    {
        var (name, userData, key, value) = texts;
        var state = FreshInstance.Read();
        (state.ComputerName, state.Instance.UserData) = (name, userData);
        state.Adapters[0].Name = value;
        state.Registry = new() { [key] = new() { [value] = name } };
        state.Instance.Tags = new() { [key] = value };
        state.Scripts.Add(new() { Language = value, RunAs = key, Sha256 = userData });

        Assert.Equivalent(state, MachineFile.Parse(MachineFile.Format(state), "machine.yml"), strict: true);
    });

    [Theory]
    [InlineData("computerName: a\nadapter: []", "2:1: the document has no key 'adapter'; did you mean 'adapters'?")]
    [InlineData("bootId: 1", "1:1: the document lacks the key 'computerName', which must be given")]
    [InlineData(
        "computerName: a\nadapters:\n  - { index: 1, name: b, description: c, ipv4: [172.31.40.10] }",
        "3:42: adapters[0]: '172.31.40.10' is no IPv4 address with prefix length, such as 172.31.40.10/20")]
    [InlineData(
        "computerName: a\nroutes:\n  - { destination: 169.254.169.254, gateway: 10.0.0.1 }",
        "3:7: routes[0]: '169.254.169.254' is no destination prefix, such as 169.254.169.254/32")]
    [InlineData(
        "computerName: a\nroutes:\n  - { destination: fd00:ec2::254/128, gateway: 10.0.0.1, persistent: true }",
        "3:39: routes[0]: '10.0.0.1' is no next hop for fd00:ec2::254/128")]
    public void Says_where_a_file_is_wrong(string document, string error)
    {
        var thrown = Assert.Throws<ConfigurationException>(() => MachineFile.Parse(document, "machine.yml"));

        Assert.Equal($"machine.yml:{error}", Assert.Single(thrown.Errors).ToString());
    }

    /// <summary>What every verb reads a machine file for is refused with its place, not met as a fault on the way.</summary>
    [Theory]
    [InlineData("disks: [{number: 0, size: banana}]", "size: must be a size such as 64GiB, found 'banana'")]
    [InlineData("disks: [{number: 0, size: 9999999TiB}]", "size: must be a size such as 64GiB, found '9999999TiB'")]
    [InlineData("disks: [{number: 0, size: 1GiB, style: lvm}]", "style: must be one of mbr, gpt, raw, found 'lvm'")]
    [InlineData(
        "disks: [{number: 0, size: 1GiB, partitions: [{number: 1, start: -1, size: 1, volumeSize: 1 MB, letter: CD}]}]",
        "start: must be a size such as 64GiB, found '-1'",
        "volumeSize: must be a size such as 64GiB, found '1 MB'",
        "letter: must be one letter, found 'CD'")]
    [InlineData("windows: {build: ten}", "build: must be a build and a revision, such as 20348.2849, found 'ten'")]
    [InlineData(
        "events: [{log: System, source: a, time: noon}]",
        "time: must be a time such as 2026-01-01T00:00:00Z, found 'noon'")]
    [InlineData("licence: {daysLeft: 2147483647}", "daysLeft: must be from 0 to 36500, found '2147483647'")]
    [InlineData("licence: {reason: x}", "reason: must be a code such as 0xC004F074, found 'x'")]
    [InlineData(
        "licence: {evaluationEnds: 2026-13-01}",
        "evaluationEnds: must be a time such as 2026-01-01T00:00:00Z, found '2026-13-01'")]
    [InlineData(
        "accounts: [{name: a, sid: S-1-5-21-1, expiresOn: 2030-13-01}]",
        "expiresOn: must be a day as in 2030-10-01, found '2030-13-01'")]
    [InlineData(
        "accounts: [{name: a, sid: S-1-5-21-1, passwordHash: 'a:b'}]",
        "passwordHash: must be salt and hash as a run wrote them, found the quoted text 'a:b'")]
    [InlineData(
        "winRm: {certificates: {AB: soon}}", "certificates: must be names and days such as EC2AMAZ-4F7Q2MK 2031-01-01")]
    public void Takes_no_text_that_has_another_form_than_its_meaning(string document, params string[] errors)
    {
        var thrown = Assert.Throws<ConfigurationException>(() => MachineFile.Parse($"computerName: a\n{document}", "machine.yml"));

        Assert.Equal(errors, thrown.Errors.Select(error => error.Message));
    }

    [Fact]
    public void Replaces_the_file_and_leaves_nothing_beside_it()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "machine.yml");
            File.WriteAllText(path, "an earlier and much longer text" + new string('x', 10_000));

            MachineFile.Write(path, FreshInstance.Read());

            Assert.Equivalent(FreshInstance.Read(), MachineFile.Read(path), strict: true);
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Keeps_flags_and_absences_that_differ_from_the_default()
    {
        var state = FreshInstance.Read();
        state.Windows.ImageState = null;
        (state.Adapters[0].Up, state.Adapters[1].Ethernet) = (false, false);
        var account = state.Accounts[0];
        (account.Enabled, account.MustChangePassword, account.Expires, account.PasswordRequired) = (false, true, true, false);
        (state.Restarted, state.Instance.MetadataEnabled, state.Instance.KeyPair) = (true, false, KeyPairKind.Ed25519);
        state.Routes.Add(new() { Destination = "::/0", Gateway = "fe80::1", Persistent = true, Active = false });

        Assert.Equivalent(state, MachineFile.Parse(MachineFile.Format(state), "machine.yml"), strict: true);
    }
}
