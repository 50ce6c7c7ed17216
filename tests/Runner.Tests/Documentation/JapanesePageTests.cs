using System.Text.RegularExpressions;
using OpenLaunch.Runner.Output;

namespace OpenLaunch.Runner.Tests.Documentation;

/// <summary>The Japanese pages tell a reader to type what the English ones do, and doctor speaks the language that it is asked for.</summary>
[BuiltProgram("It is about pages.")]
public sealed partial class JapanesePageTests : IDisposable
{
    private readonly StateFolder state = new();

    public static TheoryData<string> Pages => [.. Page.All.Where(page => page.Name.EndsWith(".ja.md", StringComparison.Ordinal)).Select(page => page.Name)];

    public void Dispose() => state.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Their_commands_are_those_of_the_English_page_in_its_order(string japanese)
    {
        var english = japanese.Replace(".ja.md", ".md", StringComparison.Ordinal);

        Assert.NotEmpty(Commands(japanese));
        Assert.Equal(Commands(english), Commands(japanese));
        Assert.Contains(Path.GetFileName(japanese), Links(english));
        Assert.Contains(Path.GetFileName(english), Links(japanese));
    }

    [Fact]
    public void Each_line_of_the_table_has_English_and_Japanese_words_with_the_same_places()
    {
        var lines = File.ReadAllLines(Repository.File("src", "Runner", "Output", "doctor.ja.txt")).Where(line => !line.StartsWith('#')).ToList();

        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var parts = line.Split('\t');
            Assert.Equal(2, parts.Length);
            Assert.Equal(PlacesOf(parts[0]), PlacesOf(parts[1]));
        }

        Assert.Equal(lines.Count, lines.DistinctBy(line => line.Split('\t')[0]).Count());
    }

    [Theory]
    [InlineData("All is well.", "問題はありません。")]
    [InlineData("The clock is wrong (2 more below).", "時刻がずれています。ほかに 2 件あります（下の一覧を参照）。")]
    [InlineData("The clock is wrong.", "時刻がずれています。")]
    [InlineData("This machine lacks 3 routes to the services of EC2; metadata does not answer.",
        "EC2 のサービスへの経路が 3 件足りません。メタデータに接続できません。")]
    [InlineData("This machine was moved from another subnet: 2 of its routes name 10.0.0.1 and 10.1.0.1; Windows is not activated.",
        "このマシンは別のサブネットから移されました。2 件の経路が、ここにはないゲートウェイ 10.0.0.1 and 10.1.0.1 を指しています。Windows はライセンス認証されていません。")]
    [InlineData("Run: openlaunch repair", "実行するコマンド: openlaunch repair")]
    [InlineData("1 error, 0 warnings, 20 well (--all lists them).", "エラー 1 件、警告 0 件、正常 20 件（--all で正常な項目も表示）。")]
    public void A_sentence_is_said_in_Japanese(string english, string japanese)
    {
        Assert.Equal(japanese, DiagnosisLanguage.Of("ja").Say(english));
        Assert.Equal(english, DiagnosisLanguage.Of("en").Say(english));
    }

    public static TheoryData<string> Sentences => [.. Directory
        .EnumerateFiles(Repository.File("src", "Steps", "Diagnosis"), "DiagnosisOf*.cs")
        .SelectMany(file => WrongFinding().Matches(File.ReadAllText(file)))
        .Select(match => Hole().Replace(match.Groups["what"].Value, hole => Holes.GetValueOrDefault(hole.Value, "X1")))
        .Where(what => what.Contains(' ', StringComparison.Ordinal) && !what.Contains('{', StringComparison.Ordinal)).Distinct()];

    /// <summary>What stands in the place of what varies, where that is words.</summary>
    private static readonly Dictionary<string, string> Holes = new()
    {
        ["{Word(state)}"] = "notification", ["{Hop(missing.Gateway)}"] = "through 172.31.32.1",
        ["{state.ToString().ToLowerInvariant()}"] = "disabled", ["{wish.InWords}"] = "per instance",
        ["{part}"] = "the service X1 of X2",
    };

    [Fact]
    public void The_sentences_that_doctor_can_begin_with_are_found() => Assert.InRange(Sentences.Count, 30, 200);

    [Theory]
    [MemberData(nameof(Sentences))]
    [InlineData("169.254.169.254/32 (instance metadata) has a stale route through 10.0.16.1, active on interface 12 with metric 40 and persistent")]
    [InlineData("169.254.169.254/32 (KMS 1) has a needless route on-link, persistent; a duplicate route through 10.0.0.1, persistent")]
    [InlineData("169.254.169.249/32 (GRID licence server) has a stale route through 10.0.0.1, active on interface 15 with metric 10, lower than the 30 of interface 12")]
    [InlineData("169.254.169.249/32 (DNS) has a duplicate route on-link, persistent and active on interface 15 with metric 10")]
    [InlineData("169.254.169.254/32 (instance metadata) has no route of its own on-link")]
    [InlineData("The KMS last refused to activate Windows")]
    [InlineData("Windows last asked a KMS and got no answer")]
    [InlineData("Windows is not activated: grace")]
    [InlineData("Windows is not activated: unlicensed")]
    [InlineData("The boot task is absent, though scheduled per boot")]
    [InlineData("the scheduled task X1 of X2 was replaced, and starts again")]
    public void No_sentence_that_doctor_begins_with_stays_English(string english)
    {
        foreach (var sentence in (string[])[$"{english}.", $"{english} (2 more below)."])
        {
            var words = EnglishWord().Matches(DiagnosisLanguage.Of("ja").Say(sentence)).Select(match => match.Value)
                .Except(Names).ToList();
            Assert.True(words.Count == 0, $"{sentence}: {string.Join(' ', words)} is left");
        }
    }

    /// <summary>Names that are written so in Japanese too.</summary>
    private static readonly string[] Names =
        ["Windows", "Amazon", "Time", "Sync", "Systems", "Manager", "Microsoft", "Sysprep"];

    [Fact]
    public async Task Doctor_speaks_it_to_people_and_English_to_programs_and_refuses_what_it_does_not_speak()
    {
        string[] doctor = ["doctor", "--simulate", "--state", state.Path, "--language"];
        var japanese = await OpenLaunchProcess.RunAsync([.. doctor, "ja"]);
        var json = await OpenLaunchProcess.RunAsync([.. doctor, "ja", "--json"]);
        var other = await OpenLaunchProcess.RunAsync([.. doctor, "xx"]);

        Assert.Contains("実行するコマンド: openlaunch ", japanese.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("[ぁ-んァ-ヶ一-龠]", json.Output);
        Assert.Equal(64, other.ExitCode);
    }

    private static IEnumerable<string> Commands(string page) => Page.All.Single(candidate => candidate.Name == page).Blocks
        .SelectMany(block => Page.TextOf(block).Split('\n'))
        .Select(line => Typed().Match(line)).Where(match => match.Success)
        .Select(match => match.Groups["line"].Value.Replace(" --language ja", "", StringComparison.Ordinal).TrimEnd());

    private static IEnumerable<string> Links(string page) => Page.All.Single(candidate => candidate.Name == page).Links;

    private static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex(@"^\s*(?:\$ )?(?<line>(?:openlaunch|dotnet) [^#]+)")]
    private static partial Regex Typed();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(
        """Severity\.(?:Warning|Error),? [^;"]{0,40}?(?:[Ss]ubject|"\w+"),\s*\$?"(?<what>[^"]+)""" + "\"")]
    private static partial Regex WrongFinding();

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[A-Za-z]*[a-z]{2,}")]
    private static partial Regex EnglishWord();
}
