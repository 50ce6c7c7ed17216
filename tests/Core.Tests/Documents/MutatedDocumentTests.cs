using CsCheck;
using OpenLaunch.Core.Binding;
using OpenLaunch.Core.Configuration;
using OpenLaunch.Core.Documents;
using OpenLaunch.Core.Tests.Binding;
using OpenLaunch.Core.Tests.Configuration;

namespace OpenLaunch.Core.Tests.Documents;

/// <summary>Documents near valid ones: each is either read or refused with errors, never anything else.</summary>
public class MutatedDocumentTests
{
    private const string Native = """
        version: 1
        metadata: { timeout: 2m, allowV1: true }
        defaults: { onError: stop, timeout: 10m, retry: { attempts: 3, delay: 1s, maxDelay: 2s } }
        console: { port: COM2, include: [password, ready] }
        extensions: [{ path: a.dll }]
        steps:
          - step: addRoutes
            when: { instanceType: m5.*, tag: { Role: web }, osBuild: 20348, firstBoot: true }
            inputs: { metric: 20 }
          - parallel: [{ step: executeScript, inputs: [{ content: a }] }, { step: waitForSysprep, frequency: once }]
          - { step: setAdminAccount, name: x, inputs: { name: y, password: { type: static, data: Secret } } }
        """;

    private const string Agent = """
        version: "1.0"
        config:
          - stage: boot
            tasks: [{ task: extendRootPartition }]
          - stage: preReady
            tasks:
              - { task: setAdminAccount, inputs: { password: { type: random } } }
              - { task: executeScript, inputs: [{ content: a }] }
        """;

    private const string Inputs = """
        { hostName: a, note: ~, reboot: true, metric: 5, index: 3, size: 1, ratio: 1.5, wait: 5s, mode: random, suffixes: [a],
          password: { type: static, data: Secret1 }, tags: Name, registry: { a: { b: c } }, counts: { a: 1 }, numbers: [1] }
        """;

    private static readonly string[] Pieces =
        ["", " ", "\n", "  ", ": ", "- ", "[", "]", "{", "}", ",", "'", "\"", "~", "null", "true",
            "0", "-1", "1e9", "x", "&a ", "*a",
            "#", "step", "parallel", "inputs", "99999999999999999999", "5s", "[]", "{}", "<<", "\t", "!t "];

    [Fact]
    public void A_configuration_is_read_or_refused() =>
        Mutations(Native, Agent).Sample(text => ReadOrRefuse(() => Reader.Read(text, "f")), iter: 3_000);

    [Fact]
    public void Inputs_are_bound_or_refused() =>
        Mutations(Inputs).Sample(
            text => ReadOrRefuse(() => InputBinder.Read<SampleInputs>(YamlDocumentReader.Read(text, "f"))), iter: 3_000);

    private static ConfigurationReader Reader => new(SampleSteps.Catalogue);

    private static Gen<string> Mutations(params string[] documents) =>
        Gen.Select(
            Gen.Int[0, documents.Length - 1],
            Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 12], Gen.Int[0, Pieces.Length - 1]).Array[0, 4],
            (document, edits) => edits.Aggregate(documents[document], Edit));

    private static string Edit(string text, (int At, int Removed, int Piece) edit)
    {
        var at = edit.At % (text.Length + 1);
        return text.Remove(at, Math.Min(edit.Removed, text.Length - at)).Insert(at, Pieces[edit.Piece]);
    }

    private static void ReadOrRefuse(Func<object> read)
    {
        try
        {
            Assert.NotNull(read());
        }
        catch (ConfigurationException refusal)
        {
            Assert.NotEmpty(refusal.Errors);
            Assert.All(refusal.Errors, error => Assert.True(error.Position is { Line: > 0, Column: > 0 }));
        }
    }
}
