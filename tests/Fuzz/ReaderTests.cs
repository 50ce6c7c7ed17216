using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace OpenLaunch.Fuzz;

/// <summary>
/// Each reader of outside bytes is fuzzed for some seconds; <c>bench/fuzz.sh</c> does so for an hour in all, and tells what it saw.
/// </summary>
[Collection(nameof(InstrumentedReaders))]
public sealed class ReaderTests(InstrumentedReaders readers) : IClassFixture<InstrumentedReaders>
{
    private static readonly string[] Pieces =
    [
        "\n", "\r\n", ": ", "- ", "[", "]", "{", "}", "\"", "'", "&a ", "*a", "|\n ", "#", "null", "true", "99999999999999999999",
        "-1", "1.5e300", "\\ud800", "\\u0000", "\uFEFF", "\0", "<powershell>", "</powershell>", "<script>", "</script>",
        "<persist>true</persist>", "version: 1.1\ntasks:\n", "- task: executeScript\n  inputs:\n", "#cloud-config\n", "users:\n",
        "Content-Type: multipart/mixed; boundary=\"a\"\n", "--a\n", "--a--\n", "charset=utf-7", "steps:\n", "- step: addRoutes\n",
        "inputs: {", "when: {", "parallel: [", "config:\n- stage: boot\n  tasks:\n", "<a>", "<![CDATA[", "<!DOCTYPE a>", "&#0;",
        "xmlns=\"urn:schemas-microsoft-com:unattend\"", "{\"kind\":\"", "\"run\":\"", "\"schema\":2,", "ssh-rsa AAAAB3NzaC1yc2E",
    ];

    /// <summary>How long each reader is fuzzed.</summary>
    private static TimeSpan Time => TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_FUZZ_SECONDS") ?? "3", CultureInfo.InvariantCulture));

    private static int Seed =>
        int.Parse(Environment.GetEnvironmentVariable("OPENLAUNCH_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(nameof(Readers.Configuration), "config/**.yml", "docs/examples/**.yml")]
    [InlineData(nameof(Readers.UserData), "tests/Steps.Tests/UserData/corpus/**.txt")]
    [InlineData(nameof(Readers.Machine), "config/examples/**.yml")]
    [InlineData(nameof(Readers.Journal), "tests/Fuzz/corpus/journal*")]
    [InlineData(nameof(Readers.AnswerFile), "config/**.xml")]
    [InlineData(nameof(Readers.PublicKey), "tests/Fuzz/corpus/key*")]
    [InlineData(nameof(Readers.IdentityDocument), "tests/Fuzz/corpus/identity*")]
    [InlineData(nameof(Readers.ReplacedAgents), "tests/Fuzz/corpus/replaced*")]
    [InlineData(nameof(Readers.FirmwareTables), "tests/Fuzz/corpus/table*")]
    [InlineData(nameof(Readers.ScriptRecord), "tests/Fuzz/corpus/record*")]
    [InlineData(nameof(Readers.SmallTexts), "tests/Fuzz/corpus/text*")]
    public void A_reader_answers_whatever_it_is_given(string reader, params string[] corpus)
    {
        var inputs = corpus.SelectMany(Find).Select(File.ReadAllBytes).ToList();
        Assert.NotEmpty(inputs);
        var fuzzing = new Fuzzing(readers, Seed);

        fuzzing.Run(reader, inputs, [.. Pieces.Select(Encoding.UTF8.GetBytes)], Time);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{reader}: {fuzzing.Executions} inputs, {fuzzing.Branches} branches, {fuzzing.Kept} kept, {fuzzing.Crashes.Count} crashes");
        Assert.True(
            fuzzing.Crashes.Count == 0,
            string.Join("\n\n", fuzzing.Crashes.Select(crash => $"{crash.Key}\nthe input in base64: {crash.Value}")));
        // Else nothing is instrumented, and this is no fuzzing by coverage.
        Assert.True(fuzzing.Branches > 10, $"{fuzzing.Branches} branches");
    }

    private static IEnumerable<string> Find(string pattern)
    {
        var folder = Path.Combine(Root(), Path.GetDirectoryName(pattern)!);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, Path.GetFileName(pattern).Replace("**", "*", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
            : [];
    }

    private static string Root([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
}
