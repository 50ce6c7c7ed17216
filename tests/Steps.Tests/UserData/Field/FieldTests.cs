using System.Text;
using OpenLaunch.Core.Engine;
using OpenLaunch.Steps.Scripts;
using OpenLaunch.Steps.Tests.Engine;
using OpenLaunch.Steps.UserData.Parsing;
using static OpenLaunch.Steps.Tests.UserData.Parsing.UserDataCase;

namespace OpenLaunch.Steps.Tests.UserData.Field;

/// <summary>User data as people send it: what is planned, how its run ends, and what is said.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Data">The bytes that the instance gets.</param>
/// <param name="Plan">What runs, in its order: "batch admin once", "setHostName".</param>
/// <param name="Ends">The word of the run's outcome on a machine that carries out all of it.</param>
/// <param name="Says">What must be said to whoever reads the problems.</param>
internal sealed record FieldCase(string Name, byte[] Data, string[] Plan, string Ends, params string[] Says)
{
    public FieldCase(string name, string text, string[] plan, string ends, params string[] says)
        : this(name, Encoding.UTF8.GetBytes(text), plan, ends, says)
    {
    }
}

/// <summary>Inputs of the kinds that are met in the field, rewritten.</summary>
public sealed class FieldTests : IDisposable
{
    private static readonly FieldCase[] Cases =
        [.. TagCases.All, .. TaskListCases.All, .. CloudInitCases.All, .. NotForUsCases.All, .. PracticeCases.All];

    private readonly UserDataBench bench = new();

    public static TheoryData<string> Names => [.. Cases.Select(item => item.Name)];

    public void Dispose() => bench.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_read_as_it_was_meant(string name)
    {
        var (item, document) = Read(name);
        Assert.Equal(item.Plan, document.Plan.Select(Describe));
        foreach (var words in item.Says)
            Assert.Contains(document.Problems, problem => problem.Message.Contains(words, StringComparison.Ordinal));
        Assert.Equal(document.Problems.Distinct(), document.Problems);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Ends_as_its_reading_says(string name)
    {
        var (item, document) = Read(name);
        var (outcome, context) = await bench.RunAsync(new TestMetadata { Bytes = item.Data });
        if (outcome is StepOutcome.PostponedOutcome)
            (outcome, context) = await bench.RunAsync(new TestMetadata { Bytes = item.Data }, postponed: true);

        Assert.Equal(item.Ends, outcome.Word);
        Assert.Equal(document.HasErrors, outcome is StepOutcome.FailedOutcome);
        if (outcome is not StepOutcome.DoneOutcome)
            Assert.NotEmpty(outcome.Explanation!);
        if (outcome is StepOutcome.FailedOutcome)
            Assert.Contains(context.Printed.Texts, line => line.StartsWith("Message: User data failed: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_case_has_a_name_of_its_own() => Assert.Equal(Cases.Length, Cases.DistinctBy(item => item.Name).Count());

    private static (FieldCase Case, UserDataDocument Document) Read(string name)
    {
        var item = Cases.Single(candidate => candidate.Name == name);
        return (item, Parse(item.Data));
    }

    private static string Describe(ConfiguredTask task) =>
        task is not { StepName: "executeScript", Inputs: ExecuteScriptInputs { Scripts: [var script] } } || task.Name != task.StepName
            ? task.Name
            : $"{(script.Type == ScriptLanguage.Batch ? "batch" : "powershell")} "
                + $"{(script.RunAs == ScriptAccount.Admin ? "admin" : "system")} {(task.IsAlways ? "always" : "once")}"
                + (script.Detach ? " detached" : "");
}
