using System.Text;
using CsCheck;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>The parser beside a meaning that was written from the documentation of EC2Launch v2, not from the parser.</summary>
public sealed class DocumentedMeaningTests
{
    [Fact]
    public void A_document_that_keeps_to_the_documentation_means_what_that_says_without_a_problem() =>
        TagDocument.Any.Sample(document =>
        {
            var read = Parse(document.Text);
            return MeaningOf(read) == document.Model && read.Problems.All(problem => problem.Severity == UserDataSeverity.Note);
        }, iter: 20_000);

    [Fact]
    public void The_letter_case_of_tags_and_flags_changes_nothing() =>
        TagDocument.Any.Sample(document =>
        {
            var upper = Tags().Aggregate(document.Text, (text, tag) => text.Replace($"{tag}>", $"{tag.ToUpperInvariant()}>",
                StringComparison.Ordinal));
            return MeaningOf(Parse(upper)) == document.Model;
        }, iter: 5_000);

    [Fact]
    public void A_further_closing_tag_behind_text_takes_its_block_out_and_no_other() =>
        TagDocument.Any.Where(document => document.Text.Contains("</script>", StringComparison.Ordinal)).Sample(document =>
        {
            var cut = Parse($"{document.Text} more </script>");
            return cut.HasErrors && cut.Plan.All(task => task.Inputs is not null)
                && !MeaningOf(cut).Contains("Batch ", StringComparison.Ordinal);
        }, iter: 5_000);

    [Fact]
    public void What_is_left_off_at_the_end_never_runs_a_part_of_a_block() =>
        Gen.Select(TagDocument.Any, Gen.Int[0, 400]).Sample((document, length) =>
        {
            var read = Parse(document.Text[..Math.Min(length, document.Text.Length)]);
            return read.Contents().All(content =>
                document.Model.Contains($": {content}{Environment.NewLine}", StringComparison.Ordinal));
        }, iter: 10_000);

    private static string[] Tags() => ["script", "powershell", "persist", "detach", "runAsLocalSystem", "powershellArguments"];

    private static string MeaningOf(UserDataDocument document)
    {
        var meaning = new StringBuilder();
        foreach (var script in document.Plan.Select(task => task.Script()))
        {
            meaning.AppendLine($"{script.Type} {script.RunAs} {script.Frequency}{(script.Detach ? " detached" : "")} "
                + $"({string.Concat(script.Arguments ?? [])}): {script.Content}");
        }

        return meaning.ToString();
    }
}
